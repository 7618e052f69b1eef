use std::time::Duration;

fn main() {
    trpl::run(async {
        let first = async {
            for i in 1..=9 {
                println!("hi number {i} from the first task!");
                trpl::sleep(Duration::from_millis(500)).await;
            }
        };
        first.await;

        let second = async {
            for i in 1..=4 {
                println!("hi number {i} from the second task!");
                trpl::sleep(Duration::from_millis(500)).await;
            }
        };
        second.await;
    });
}
