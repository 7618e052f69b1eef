fn main() {
    trpl::run(async {
        let (tx, _rx) = trpl::channel();
        for n in 1..=5 {
            tx.send(n).unwrap();
            println!("sent {n}");
        }
    });
}
