use std::sync::{Arc, Mutex};
use std::thread;

struct Account {
    balance: Mutex<i64>,
}

fn transfer(from: &Account, to: &Account, amount: i64) {
    let mut source = from.balance.lock().unwrap();
    let mut target = to.balance.lock().unwrap();
    *source -= amount;
    *target += amount;
}

fn main() {
    let alice = Arc::new(Account { balance: Mutex::new(100) });
    let bob = Arc::new(Account { balance: Mutex::new(100) });
    let (a, b) = (Arc::clone(&alice), Arc::clone(&bob));
    let one = thread::spawn(move || transfer(&a, &b, 10));
    let (a, b) = (Arc::clone(&alice), Arc::clone(&bob));
    let two = thread::spawn(move || transfer(&b, &a, 20));
    one.join().unwrap();
    two.join().unwrap();
    println!("{} {}", alice.balance.lock().unwrap(), bob.balance.lock().unwrap());
}
