//! One executor a thread.

use std::any::Any;
use std::cell::Cell;
use std::error::Error;
use std::fmt;
use std::rc::Rc;

/// As `futures::executor::Enter`.
pub struct Enter {
    entered: Rc<Cell<bool>>,
}

/// As `futures::executor::EnterError`.
pub struct EnterError(());

/// Its address is where a thread keeps whether it is in an executor.
static KEY: u8 = 0;

/// As `futures::executor::enter`.
///
/// # Errors
/// When the thread is in an executor already.
pub fn enter() -> Result<Enter, EnterError> {
    let make = || Rc::new(Cell::new(false)) as Rc<dyn Any>;
    let kept = engine::local((&raw const KEY).addr(), make);
    let entered = kept.and_then(|kept| kept.downcast::<Cell<bool>>().ok()).unwrap_or_default();
    if entered.replace(true) { Err(EnterError(())) } else { Ok(Enter { entered }) }
}

impl Drop for Enter {
    fn drop(&mut self) {
        self.entered.set(false);
    }
}

impl fmt::Debug for Enter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Enter")
    }
}

impl fmt::Debug for EnterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EnterError")
    }
}

impl fmt::Display for EnterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an execution scope has already been entered")
    }
}

impl Error for EnterError {}
