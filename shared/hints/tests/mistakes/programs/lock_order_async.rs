use std::rc::Rc;
use std::time::Duration;
use tokio::sync::Mutex;

async fn forth(from: Rc<Mutex<i32>>, to: Rc<Mutex<i32>>) {
    let mut from = from.lock().await;
    trpl::sleep(Duration::from_millis(1)).await;
    let mut to = to.lock().await;
    *from -= 1;
    *to += 1;
}

async fn back(from: Rc<Mutex<i32>>, to: Rc<Mutex<i32>>) {
    let mut to = to.lock().await;
    trpl::sleep(Duration::from_millis(1)).await;
    let mut from = from.lock().await;
    *from += 1;
    *to -= 1;
}

fn main() {
    trpl::run(async {
        let (one, other) = (Rc::new(Mutex::new(5)), Rc::new(Mutex::new(5)));
        let moving = forth(one.clone(), other.clone());
        let returning = back(one.clone(), other.clone());
        trpl::join(moving, returning).await;
        println!("{} {}", one.lock().await, other.lock().await);
    });
}
