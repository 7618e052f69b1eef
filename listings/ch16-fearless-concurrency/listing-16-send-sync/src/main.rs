use std::cell::{Cell, RefCell};
use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::{Arc, Mutex, MutexGuard, mpsc};

struct Is<T>(PhantomData<T>);

// The compiler takes these constants where it can, and the trait's where it can't.
impl<T: Send> Is<T> {
    const SEND: bool = true;
}

impl<T: Sync> Is<T> {
    const SYNC: bool = true;
}

trait Otherwise {
    const SEND: bool = false;
    const SYNC: bool = false;
}

impl<T> Otherwise for Is<T> {}

macro_rules! table {
    ($($t:ty),*) => {$(
        let (send, sync) = (Is::<$t>::SEND, Is::<$t>::SYNC);
        println!("{:<20} Send: {send:<5}  Sync: {sync}", stringify!($t));
    )*};
}

fn main() {
    table!(i32, String, Vec<u8>, Rc<i32>, Arc<i32>, Cell<i32>, RefCell<i32>);
    table!(Mutex<i32>, MutexGuard<i32>, mpsc::Sender<i32>, mpsc::Receiver<i32>, *const i32);
}
