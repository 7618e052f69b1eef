fn main() {
    trpl::run(async {
        let (tx, rx) = trpl::channel();
        drop(rx);
        if let Err(error) = tx.send("hi") {
            println!("'{}' came back: {error}", error.0);
        }

        let (tx, mut rx) = trpl::channel();
        tx.send("left over").unwrap();
        drop(tx);
        println!("received {:?}", rx.recv().await);
        println!("received {:?}", rx.recv().await);
    });
}
