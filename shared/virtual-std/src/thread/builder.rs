//! Starting threads.

use crate::data::outlive;
use crate::thread::destructors;
use crate::thread::handle::{Ended, JoinHandle, Joiner};
use crate::thread::scope::{Member, Scope, ScopeData, ScopedJoinHandle};
use crate::thread::{Result, Thread};
use ::std::any::Any;
use ::std::ffi::CString;
use ::std::io;
use ::std::marker::PhantomData;
use ::std::mem::needs_drop;
use ::std::panic::{AssertUnwindSafe, catch_unwind};
use ::std::sync::{Arc, Mutex, PoisonError};
use engine::verb;
use engine::{Kind, Operation, Shared};

/// As `std::thread::Builder`.
#[derive(Debug)]
#[must_use = "must eventually spawn the thread"]
pub struct Builder {
    name: Option<String>,
    stack_size: Option<usize>,
    #[expect(dead_code, reason = "std's shows one too")]
    no_hooks: bool,
}

impl Builder {
    /// As `std::thread::Builder::new`.
    #[expect(clippy::new_without_default, reason = "std's has no default either")]
    pub fn new() -> Builder {
        Builder { name: None, stack_size: None, no_hooks: false }
    }

    /// As `std::thread::Builder::name`.
    pub fn name(mut self, name: String) -> Builder {
        self.name = Some(name);
        self
    }

    /// As `std::thread::Builder::stack_size`; all stacks have the same size here.
    pub fn stack_size(mut self, size: usize) -> Builder {
        self.stack_size = Some(size);
        self
    }

    /// As `std::thread::Builder::spawn`.
    ///
    /// # Errors
    /// Never: the explorer's machine does not run out of threads.
    #[track_caller]
    pub fn spawn<F, T>(self, f: F) -> io::Result<JoinHandle<T>>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        Ok(JoinHandle::new(start(self.checked(), None, Box::new(f))))
    }

    /// As `std::thread::Builder::spawn_unchecked`.
    ///
    /// # Errors
    /// Never: the explorer's machine does not run out of threads.
    ///
    /// # Safety
    /// As of the real one.
    #[track_caller]
    #[expect(unsafe_code, reason = "the real one's signature")]
    pub unsafe fn spawn_unchecked<F, T>(self, f: F) -> io::Result<JoinHandle<T>>
    where
        F: FnOnce() -> T + Send,
        T: Send,
    {
        // SAFETY: the caller's promise.
        Ok(JoinHandle::new(unsafe { start(self.checked(), None, Box::new(f)).outlive() }))
    }

    /// As `std::thread::Builder::spawn_scoped`.
    ///
    /// # Errors
    /// Never: the explorer's machine does not run out of threads.
    #[track_caller]
    pub fn spawn_scoped<'scope, 'env, F, T>(
        self,
        scope: &'scope Scope<'scope, 'env>,
        f: F,
    ) -> io::Result<ScopedJoinHandle<'scope, T>>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        let builder = self.checked();
        Ok(ScopedJoinHandle(start(builder, Some(Member::new::<F>(&scope.data)), Box::new(f))))
    }

    /// With a name that can be one of a thread.
    ///
    /// # Panics
    /// When there is a NUL in it.
    fn checked(self) -> Builder {
        let name = self.name.clone().map(CString::new).transpose();
        name.expect("thread name may not contain interior null bytes");
        self
    }
}

/// What a thread leaves behind.
pub(crate) struct Packet<'scope, T> {
    scope: Option<Arc<Member>>,
    result: Mutex<Option<Result<T>>>,
    borrows: PhantomData<Option<&'scope ScopeData>>,
}

impl<T> Packet<'_, T> {
    pub fn take(&self) -> Option<Result<T>> {
        self.result.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// The same for who joins the thread, so that its scope need not panic for it.
    pub fn join(&self) -> Option<Result<T>> {
        let result = self.take();
        if let (Some(Err(_)), Some(scope)) = (&result, &self.scope) {
            scope.forgive();
        }
        result
    }
}

impl<T> Drop for Packet<'_, T> {
    fn drop(&mut self) {
        let result = self.take();
        if catch_unwind(AssertUnwindSafe(|| drop(result))).is_err() {
            crate::process::die("thread result panicked on drop");
        }
    }
}

#[track_caller]
#[expect(unsafe_code, reason = "a scoped thread borrows from the scope, which outlives it")]
pub(crate) fn start<'scope, T: Send + 'scope>(
    builder: Builder,
    scope: Option<Member>,
    f: Box<dyn FnOnce() -> T + Send + 'scope>,
) -> Joiner<'scope, T> {
    let thread = Thread::new(builder.name.clone());
    let scope = scope.map(Arc::new);
    let packet = Arc::new(Packet { scope: scope.clone(), result: Mutex::new(None), borrows: PhantomData });
    let end = Arc::new(Shared::new("thread", Ended::default()).registered());
    let (own, theirs, their_end) = (thread.clone(), Arc::clone(&packet), Arc::clone(&end));
    let body: Box<dyn FnOnce() + 'scope> = Box::new(move || {
        own.enter();
        let result = catch_unwind(AssertUnwindSafe(f));
        // A result without a content says nothing about how it came about.
        let token = if size_of::<T>() == 0 && result.is_ok() { 1 } else { engine::token() };
        let panicked = result.is_err();
        let strange = result.as_ref().is_err_and(|payload| !is_a_text(&**payload));
        *theirs.result.lock().unwrap_or_else(PoisonError::into_inner) = Some(result);
        if strange || needs_drop::<T>() && their_end.is_peeked() || destructors::are_registered() {
            let operation = Operation::new(verb::LEFT_ITS_RESULT).relaxed();
            leave(&their_end, token, if strange { operation.peeks() } else { operation });
        }
        drop(theirs);
        if let Some(scope) = scope {
            // It is the thread that leaves, whoever is the last to have its result: the handle is gone before its scope
            // ends, and who lets go first is nothing that anybody learns.
            scope.finish(panicked);
        }
        destructors::destroy_all();
        // Unless somebody asks, others can only wait for it.
        let operation =
            Operation::new(verb::ENDED).at(their_end.made()).alone(!their_end.is_peeked()).relaxed();
        their_end.operate(operation, |end| {
            (end.left, end.done, end.token) = (true, true, token);
            ((), 0)
        });
    });
    // SAFETY: `scope` waits until the packet is dropped, which is the last thing that uses what is borrowed; without a
    // scope nothing is.
    let body = unsafe { outlive(body) };
    let child = engine::spawn(builder.name, Kind::Thread, body);
    thread.is(child);
    end.update(|end| end.child = child);
    Joiner { thread, packet: Some(packet), end }
}

/// The thread leaves its result to its handle, unless that is gone.
fn leave(thread: &Shared<Ended>, token: u64, operation: Operation<Ended>) {
    let alone = !thread.is_peeked() || thread.look(|end| end.detached);
    thread.operate(operation.at(thread.made()).alone(alone), |end| {
        (end.left, end.token) = (true, token);
        ((), end.detached.into())
    });
}

/// Whether a panic's payload has no destructor that the program could notice.
fn is_a_text(payload: &(dyn Any + Send)) -> bool {
    payload.is::<&'static str>() || payload.is::<String>()
}
