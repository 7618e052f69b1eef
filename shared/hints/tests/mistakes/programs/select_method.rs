use std::time::Duration;
use tokio::sync::mpsc::{self, Receiver};

struct Intake {
    inbox: Receiver<u8>,
}

impl Intake {
    async fn next_three(&mut self) -> Option<[u8; 3]> {
        let a = self.inbox.recv().await?;
        let b = self.inbox.recv().await?;
        let c = self.inbox.recv().await?;
        Some([a, b, c])
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (tx, inbox) = mpsc::channel(4);
    tokio::spawn(async move {
        for byte in [1, 2, 3] {
            tokio::time::sleep(Duration::from_millis(20)).await;
            if tx.send(byte).await.is_err() {
                return;
            }
        }
    });
    let mut intake = Intake { inbox };
    let mut beats = tokio::time::interval(Duration::from_millis(50));
    loop {
        tokio::select! {
            packet = intake.next_three() => {
                match packet {
                    Some(packet) => println!("packet {packet:?}"),
                    None => println!("closed"),
                }
                break;
            }
            _ = beats.tick() => println!("beat"),
        }
    }
}
