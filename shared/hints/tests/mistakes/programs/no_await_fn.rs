async fn greet(name: &str) {
    println!("hello {name}");
}

fn main() {
    trpl::run(async {
        greet("you");
        println!("done");
    });
}
