fn main() {
    trpl::run(async {
        let (tx, mut rx) = trpl::channel();
        tx.send("before").unwrap();
        rx.close();
        println!("sending then fails: {}", tx.send("after").is_err());
        println!("received {:?}", rx.recv().await);
        println!("received {:?}", rx.recv().await);
        drop(tx);
    });
}
