use std::time::Duration;

fn main() {
    trpl::run(async {
        let futures = vec![wait(300), wait(200), wait(100)];
        let results = trpl::join_all(futures).await;
        println!("results: {results:?}");
    });
}

async fn wait(ms: u64) -> u64 {
    trpl::sleep(Duration::from_millis(ms)).await;
    println!("{ms} ms are over");
    ms
}
