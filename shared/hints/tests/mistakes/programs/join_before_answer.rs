use tokio::sync::oneshot;

#[tokio::main]
async fn main() {
    let (ask, question) = oneshot::channel::<u32>();
    let (answer, reply) = oneshot::channel::<u32>();
    let server = tokio::spawn(async move {
        let n = question.await.unwrap();
        answer.send(n * 2).unwrap();
    });
    println!("answer: {}", reply.await.unwrap());
    ask.send(21).unwrap();
    server.await.unwrap();
}
