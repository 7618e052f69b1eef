use trpl::StreamExt;

fn main() {
    trpl::block_on(async {
        let doubled = (1..=10).map(|n| n * 2);
        let mut stream = trpl::stream_from_iter(doubled);
        while let Some(value) = stream.next().await {
            println!("The value was: {value}");
        }
    });
}
