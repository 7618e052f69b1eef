use tokio::sync::mpsc;

#[tokio::main]
async fn main() {
    let (tx, mut rx) = mpsc::channel(8);
    for id in 0..2 {
        let tx = tx.clone();
        tokio::spawn(async move {
            tx.send(id).await.unwrap();
        });
    }
    let mut got = Vec::new();
    while let Some(id) = rx.recv().await {
        got.push(id);
    }
    got.sort();
    println!("{got:?}");
}
