//! No page shows this, and nothing of it is printed.

fn main() {
    let thread = std::thread::spawn(|| println!("here"));
    thread.join().unwrap();
}
