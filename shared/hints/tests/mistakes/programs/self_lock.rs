use std::sync::Mutex;

fn add(total: &Mutex<i32>, n: i32) {
    *total.lock().unwrap() += n;
}

fn main() {
    let total = Mutex::new(0);
    let before = total.lock().unwrap();
    println!("before {before}");
    add(&total, 2);
    println!("after {}", total.lock().unwrap());
}
