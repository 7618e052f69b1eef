use std::{thread, time::Duration};

fn main() {
    let (tx, mut rx) = trpl::channel();
    thread::spawn(move || {
        for i in 1..=10 {
            tx.send(i).unwrap();
            thread::sleep(Duration::from_secs(1));
        }
    });

    trpl::block_on(async {
        while let Some(i) = rx.recv().await {
            println!("{i}");
        }
    });
}
