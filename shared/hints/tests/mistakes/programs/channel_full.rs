use tokio::sync::mpsc;

#[tokio::main]
async fn main() {
    let (tx, mut rx) = mpsc::channel(2);
    for word in ["a", "b", "c"] {
        tx.send(word).await.unwrap();
    }
    drop(tx);
    while let Some(word) = rx.recv().await {
        println!("{word}");
    }
}
