use std::time::Duration;

fn main() {
    trpl::run(async {
        let handle = trpl::spawn_task(async {
            trpl::sleep(Duration::from_secs(1)).await;
            println!("Work done in spawned task");
            123
        });

        println!("Main task waiting...");
        let value = handle.await.unwrap();
        println!("Spawned task returned: {value}");
    });
}
