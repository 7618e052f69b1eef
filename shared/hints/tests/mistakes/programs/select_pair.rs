use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::sleep;

async fn pair(parts: &mut mpsc::Receiver<&'static str>) -> String {
    let first = parts.recv().await.unwrap_or("-");
    let second = parts.recv().await.unwrap_or("-");
    format!("{first}+{second}")
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (tx, mut rx) = mpsc::channel(8);
    let feeder = async move {
        tx.send("left").await.unwrap();
        sleep(Duration::from_millis(50)).await;
        tx.send("right").await.unwrap();
    };
    let eater = async move {
        loop {
            tokio::select! {
                both = pair(&mut rx) => {
                    println!("{both}");
                    break;
                }
                _ = sleep(Duration::from_millis(30)) => println!("still waiting"),
            }
        }
    };
    tokio::join!(feeder, eater);
}
