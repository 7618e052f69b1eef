use tokio::sync::oneshot;

#[tokio::main]
async fn main() {
    let (reply, answer) = oneshot::channel::<u8>();
    let task = tokio::spawn(async move {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        reply.send(7).unwrap();
    });
    match tokio::time::timeout(std::time::Duration::from_millis(10), answer).await {
        Ok(Ok(n)) => println!("answer {n}"),
        _ => println!("too late"),
    }
    task.await.unwrap();
}
