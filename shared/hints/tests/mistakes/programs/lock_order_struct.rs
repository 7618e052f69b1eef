use std::sync::Arc;
use tokio::sync::Mutex;

struct Shop {
    stock: Mutex<u32>,
    cash: Mutex<u32>,
}

impl Shop {
    async fn sell(&self) {
        let mut stock = self.stock.lock().await;
        let mut cash = self.cash.lock().await;
        *stock -= 1;
        *cash += 10;
    }

    async fn refund(&self) {
        let mut cash = self.cash.lock().await;
        let mut stock = self.stock.lock().await;
        *cash -= 10;
        *stock += 1;
    }
}

#[tokio::main]
async fn main() {
    let shop = Arc::new(Shop { stock: Mutex::new(5), cash: Mutex::new(100) });
    let other = Arc::clone(&shop);
    let task = tokio::spawn(async move { other.refund().await });
    shop.sell().await;
    task.await.unwrap();
    println!("{} {}", shop.stock.lock().await, shop.cash.lock().await);
}
