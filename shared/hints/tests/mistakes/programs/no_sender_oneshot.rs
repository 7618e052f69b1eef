use tokio::sync::oneshot;

async fn work(n: u32, done: oneshot::Sender<u32>) {
    if n > 2 {
        done.send(n).ok();
    }
}

#[tokio::main]
async fn main() {
    let (tx, rx) = oneshot::channel();
    tokio::spawn(work(1, tx));
    let n = rx.await.unwrap();
    println!("{n}");
}
