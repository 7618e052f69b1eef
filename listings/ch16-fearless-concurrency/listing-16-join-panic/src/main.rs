use std::thread;

fn main() {
    let handle = thread::spawn(|| panic!("out of luck"));

    let error = handle.join().unwrap_err();
    let payload = error.downcast_ref::<&str>().unwrap();
    println!("the thread failed: {payload}");
}
