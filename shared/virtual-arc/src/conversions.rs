//! What an `Arc` can be made of.

use crate::strong::Arc;
use std::any::Any;
use std::borrow::{Cow, ToOwned};
use std::ffi::{CStr, CString, OsStr, OsString};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync as real;

macro_rules! made_of {
    ($({$($generics:tt)*} $from:ty => $to:ty;)*) => {$(
        impl<$($generics)*> From<$from> for Arc<$to> {
            #[track_caller]
            fn from(value: $from) -> Self {
                Arc::made(real::Arc::from(value))
            }
        }
    )*};
}

made_of! {
    {T} T => T;
    {T} Vec<T> => [T];
    {T: Clone} &[T] => [T];
    {T: Clone} &mut [T] => [T];
    {T, const N: usize} [T; N] => [T];
    {} String => str;
    {} &str => str;
    {} &mut str => str;
    {} &CStr => CStr;
    {} &mut CStr => CStr;
    {} CString => CStr;
    {} &OsStr => OsStr;
    {} &mut OsStr => OsStr;
    {} OsString => OsStr;
    {} &Path => Path;
    {} &mut Path => Path;
    {} PathBuf => Path;
}

impl<T: ?Sized> From<Box<T>> for Arc<T> {
    #[track_caller]
    fn from(value: Box<T>) -> Self {
        Arc::made(real::Arc::from(value))
    }
}

impl<'a, B> From<Cow<'a, B>> for Arc<B>
where
    B: ?Sized + ToOwned,
    Arc<B>: From<&'a B> + From<B::Owned>,
{
    #[track_caller]
    fn from(value: Cow<'a, B>) -> Self {
        match value {
            Cow::Borrowed(value) => Arc::from(value),
            Cow::Owned(value) => Arc::from(value),
        }
    }
}

impl From<Arc<str>> for Arc<[u8]> {
    fn from(text: Arc<str>) -> Self {
        Arc::from_real(real::Arc::from(text.into_real()))
    }
}

impl<T, const N: usize> TryFrom<Arc<[T]>> for Arc<[T; N]> {
    type Error = Arc<[T]>;

    fn try_from(slice: Arc<[T]>) -> Result<Self, Arc<[T]>> {
        slice.into_real().try_into().map(Arc::from_real).map_err(Arc::from_real)
    }
}

impl<T> FromIterator<T> for Arc<[T]> {
    #[track_caller]
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Arc::from(values.into_iter().collect::<Vec<T>>())
    }
}

impl<T: Default> Default for Arc<T> {
    #[track_caller]
    fn default() -> Self {
        Arc::new(T::default())
    }
}

impl Default for Arc<str> {
    #[track_caller]
    fn default() -> Self {
        Arc::from("")
    }
}

impl<T> Default for Arc<[T]> {
    #[track_caller]
    fn default() -> Self {
        Arc::from(Vec::new())
    }
}

impl Default for Arc<CStr> {
    #[track_caller]
    fn default() -> Self {
        Arc::from(c"")
    }
}

impl<T: ?Sized> Default for Pin<Arc<T>>
where
    Arc<T>: Default,
{
    #[track_caller]
    fn default() -> Self {
        // SAFETY: what an `Arc` owns does not move.
        unsafe { Pin::new_unchecked(Arc::default()) }
    }
}

impl Arc<dyn Any + Send + Sync> {
    /// As `std::sync::Arc::downcast`.
    ///
    /// # Errors
    /// The owner, when its value is of another type.
    pub fn downcast<T: Any + Send + Sync>(self) -> Result<Arc<T>, Self> {
        self.into_real().downcast().map(Arc::from_real).map_err(Arc::from_real)
    }
}
