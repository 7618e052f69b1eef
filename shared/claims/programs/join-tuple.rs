fn main() {
    trpl::run(async {
        let (number, text): (i32, &str) = trpl::join(async { 1 }, async { "two" }).await;
        println!("{number} and {text}");
    });
}
