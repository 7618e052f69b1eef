use tokio::sync::mpsc;

#[tokio::main]
async fn main() {
    let (results, mut inbox) = mpsc::unbounded_channel::<u32>();
    let worker_a = async {
        for n in 1..3 {
            results.send(n).unwrap();
        }
    };
    let worker_b = async {
        for n in 10..12 {
            results.send(n).unwrap();
        }
    };
    let collector = async {
        let mut sum = 0;
        while let Some(n) = inbox.recv().await {
            sum += n;
        }
        println!("sum = {sum}");
    };
    tokio::join!(worker_a, worker_b, collector);
}
