use std::sync::{Arc, RwLock};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let names = Arc::new(RwLock::new(vec!["a"]));
    let theirs = names.clone();
    let task = tokio::spawn(async move {
        theirs.write().unwrap().push("b");
    });
    let read = names.read().unwrap();
    println!("{} at first", read.len());
    task.await.unwrap();
    println!("{} at last", names.read().unwrap().len());
}
