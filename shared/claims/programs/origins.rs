use std::any::type_name;
use std::future::Ready;

use trpl::{ReceiverStream, StreamExt};

type Now = Ready<()>;

fn main() {
    println!("sleep: {}", name_of(&trpl::sleep));
    println!("spawn_task: {}", name_of(&trpl::spawn_task::<Now>));
    println!("channel: {}", name_of(&trpl::channel::<()>));
    println!("JoinHandle: {}", type_name::<trpl::JoinHandle<()>>());
    println!("join: {}", name_of(&trpl::join::<Now, Now>));
    println!("join_all: {}", name_of(&trpl::join_all::<Vec<Now>>));
    println!("Either: {}", type_name::<trpl::Either<(), ()>>());
    println!("ReceiverStream: {}", type_name::<ReceiverStream<()>>());
    println!("StreamExt: {}", name_of(&<ReceiverStream<()> as StreamExt>::next));
    println!("get: {}", name_of(&trpl::get));
    println!("race: {}", name_of(&trpl::race::<(), (), Now, Now>));
    println!("run: {}", name_of(&trpl::run::<Now>));
}

/// Of a function; of a trait's, where the trait comes from.
fn name_of<T>(_: &T) -> &'static str {
    let name = type_name::<T>();
    name.rsplit(" as ").next().unwrap_or(name)
}

/// As `trpl::sleep`, and from here.
async fn own_sleep(time: std::time::Duration) {
    trpl::sleep(time).await
}
