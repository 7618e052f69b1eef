use std::thread;

fn main() {
    let mut v = vec![1, 2, 3];

    let handle = thread::spawn(|| v.push(4));

    println!("{v:?}");

    handle.join().unwrap();
}
