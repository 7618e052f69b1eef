use std::sync::{Arc, Mutex};
use std::time::Duration;

struct Account {
    balance: Mutex<i32>,
}

async fn pay_in(account: Arc<Account>, amount: i32) {
    let mut balance = account.balance.lock().unwrap();
    let before = *balance;
    tokio::time::sleep(Duration::from_millis(10)).await;
    *balance = before + amount;
}

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    runtime.block_on(async {
        let account = Arc::new(Account { balance: Mutex::new(0) });
        tokio::join!(pay_in(account.clone(), 5), pay_in(account.clone(), 7));
        println!("{}", account.balance.lock().unwrap());
    });
}
