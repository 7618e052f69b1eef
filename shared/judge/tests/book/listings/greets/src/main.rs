//! Says what it is told, in the first edition of Rust.

trait Speaks {
    fn speak(&self, &str);
}

struct Dog;

impl Speaks for Dog {
    fn speak(&self, word: &str) {
        println!("dog: {}", word);
    }
}

fn main() {
    let animal: Box<Speaks> = Box::new(Dog);
    for word in ::std::env::args().skip(1) {
        animal.speak(&word);
    }
}
