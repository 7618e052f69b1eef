use std::thread;

fn main() {
    let words = vec!["one", "two"];
    let handle = thread::spawn(|| {
        for word in &words {
            println!("{word}");
        }
    });
    handle.join().unwrap();
}
