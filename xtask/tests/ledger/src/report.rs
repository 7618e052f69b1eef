//! What is printed.

pub fn print(mine: bool, theirs: bool, balance: i64) {
    println!("main {}, the task {}: {balance}", told(mine), told(theirs));
}

fn told(took: bool) -> &'static str {
    if took { "took 8" } else { "took nothing" }
}
