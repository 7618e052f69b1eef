//! Handing futures over to an executor.

use crate::future::{FutureExt, RemoteHandle};
use futures::task::{FutureObj, LocalFutureObj, LocalSpawn, Spawn, SpawnError};

/// As `futures::task::SpawnExt`.
pub trait SpawnExt: Spawn {
    /// As `futures::task::SpawnExt::spawn`.
    ///
    /// # Errors
    /// When the executor is gone.
    fn spawn<F>(&self, future: F) -> Result<(), SpawnError>
    where
        F: Future<Output = ()> + Send + 'static,
    {
        self.spawn_obj(FutureObj::new(Box::new(future)))
    }

    /// As `futures::task::SpawnExt::spawn_with_handle`.
    ///
    /// # Errors
    /// When the executor is gone.
    #[track_caller]
    fn spawn_with_handle<F>(&self, future: F) -> Result<RemoteHandle<F::Output>, SpawnError>
    where
        F: Future<Output: Send> + Send + 'static,
    {
        let (future, handle) = future.remote_handle();
        self.spawn(future)?;
        Ok(handle)
    }
}

/// As `futures::task::LocalSpawnExt`.
pub trait LocalSpawnExt: LocalSpawn {
    /// As `futures::task::LocalSpawnExt::spawn_local`.
    ///
    /// # Errors
    /// When the executor is gone.
    fn spawn_local<F>(&self, future: F) -> Result<(), SpawnError>
    where
        F: Future<Output = ()> + 'static,
    {
        self.spawn_local_obj(LocalFutureObj::new(Box::new(future)))
    }

    /// As `futures::task::LocalSpawnExt::spawn_local_with_handle`.
    ///
    /// # Errors
    /// When the executor is gone.
    #[track_caller]
    fn spawn_local_with_handle<F>(&self, future: F) -> Result<RemoteHandle<F::Output>, SpawnError>
    where
        F: Future + 'static,
    {
        let (future, handle) = future.remote_handle();
        self.spawn_local(future)?;
        Ok(handle)
    }
}

impl<Sp: Spawn + ?Sized> SpawnExt for Sp {}
impl<Sp: LocalSpawn + ?Sized> LocalSpawnExt for Sp {}
