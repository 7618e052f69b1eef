use std::sync::RwLock;
use std::thread;

fn main() {
    let lock = RwLock::new(5);

    thread::scope(|s| {
        for id in 1..=3 {
            let lock = &lock;
            s.spawn(move || {
                let num = lock.read().unwrap();
                println!("Reader {id} sees {num}");
                println!("Reader {id} leaves");
            });
        }
    });

    {
        let mut num = lock.write().unwrap();
        *num += 1;
        println!("The writer makes it {num}");
    }
    println!("The last read gives {}", lock.read().unwrap());
}
