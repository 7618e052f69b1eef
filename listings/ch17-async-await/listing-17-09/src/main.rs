fn main() {
    trpl::run(async {
        // ANCHOR: channel
        let (tx, mut rx) = trpl::channel();
        tx.send("hi").unwrap();

        let received = rx.recv().await.unwrap();
        println!("received '{received}'");
        // ANCHOR_END: channel
    });
}
