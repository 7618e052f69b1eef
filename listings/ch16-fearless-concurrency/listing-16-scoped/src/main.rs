use std::thread;

fn main() {
    let v = vec![1, 2, 3];

    thread::scope(|s| {
        s.spawn(|| println!("The first reader sees {v:?}"));
        s.spawn(|| println!("The second reader sees {v:?}"));
    });

    println!("Main still has {v:?}");
}
