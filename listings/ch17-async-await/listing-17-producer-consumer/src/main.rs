fn main() {
    trpl::run(async {
        let (tx, mut rx) = trpl::channel();

        let producer = trpl::spawn_task(async move {
            for message in ["hello", "world"] {
                tx.send(message).unwrap();
            }
        });

        let consumer = trpl::spawn_task(async move {
            while let Some(message) = rx.recv().await {
                println!("Received: {message}");
            }
        });

        producer.await.unwrap();
        consumer.await.unwrap();
    });
}
