//! The end of what a thread has for itself.

use ::std::cell::RefCell;
use ::std::panic::{AssertUnwindSafe, catch_unwind};
use ::std::rc::Rc;

/// Something that is destroyed with its thread.
pub(crate) trait Destroy {
    fn destroy(&self);
}

type Registered = RefCell<Vec<Rc<dyn Destroy>>>;

/// Its address is where a thread keeps what it will destroy.
static KEY: u8 = 0;

fn registered() -> Option<Rc<Registered>> {
    let registered = engine::thread_local((&raw const KEY).addr(), || Rc::new(Registered::default()))?;
    registered.downcast().ok()
}

/// Has something destroyed when the running thread ends, before what was registered earlier.
pub(crate) fn register(last: Rc<dyn Destroy>) {
    if let Some(registered) = registered() {
        registered.borrow_mut().push(last);
        engine::at_exit(destroy_all);
    }
}

/// Whether there is anything to destroy.
pub(crate) fn are_registered() -> bool {
    registered().is_some_and(|registered| !registered.borrow().is_empty())
}

/// Destroys all that was registered, also what comes to it meanwhile.
pub fn destroy_all() {
    let next = || registered()?.borrow_mut().pop();
    while let Some(next) = next() {
        let destroyed = catch_unwind(AssertUnwindSafe(|| next.destroy()));
        if destroyed.is_err() {
            crate::process::die("thread local panicked on drop");
        }
    }
}
