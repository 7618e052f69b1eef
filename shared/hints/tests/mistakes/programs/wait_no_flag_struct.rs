use std::sync::{Condvar, Mutex};
use std::thread;

struct Gate {
    state: Mutex<()>,
    opened: Condvar,
}

impl Gate {
    fn open(&self) {
        self.opened.notify_all();
    }

    fn pass(&self) {
        let _unused = self.opened.wait(self.state.lock().unwrap()).unwrap();
    }
}

fn main() {
    let gate = Gate { state: Mutex::new(()), opened: Condvar::new() };
    thread::scope(|scope| {
        scope.spawn(|| gate.pass());
        gate.open();
    });
    println!("passed");
}
