use tokio::sync::oneshot;

async fn square(input: oneshot::Receiver<u64>) -> u64 {
    let n = input.await.unwrap();
    n * n
}

#[tokio::main]
async fn main() {
    let (give, take) = oneshot::channel();
    let task = tokio::spawn(square(take));
    let result = task.await.unwrap();
    give.send(12).unwrap();
    println!("result {result}");
}
