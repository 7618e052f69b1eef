use std::sync::Mutex;
use std::thread;

fn main() {
    let a = Mutex::new(1);
    let b = Mutex::new(2);

    thread::scope(|s| {
        s.spawn(|| {
            let _a = a.lock().unwrap();
            let _b = b.lock().unwrap();
        });
        s.spawn(|| {
            let _b = b.lock().unwrap();
            let _a = a.lock().unwrap();
        });
    });

    println!("done");
}
