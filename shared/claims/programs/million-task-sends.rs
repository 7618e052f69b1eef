fn main() {
    trpl::run(async {
        let (tx, rx) = trpl::channel();
        for n in 0..1_000_000 {
            tx.send(n).unwrap();
        }
        println!("waiting to be received: {}", rx.len());
    });
}
