use std::time::Duration;

fn main() {
    trpl::run(async {
        for id in 0..2 {
            trpl::spawn_task(async move {
                trpl::sleep(Duration::from_millis(5)).await;
                println!("task {id}");
            });
        }
        trpl::sleep(Duration::from_millis(5)).await;
        println!("main");
    });
}
