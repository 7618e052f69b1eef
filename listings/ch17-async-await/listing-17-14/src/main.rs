use std::{thread, time::Duration};

fn main() {}

#[expect(dead_code, reason = "the next listings call it")]
fn slow(name: &str, ms: u64) {
    thread::sleep(Duration::from_millis(ms));
    println!("'{name}' ran for {ms}ms");
}
