fn main() {
    trpl::run(async {
        trpl::race(poll("first"), poll("second")).await;
        trpl::race(poll("second"), poll("first")).await;
    });
}

async fn poll(name: &str) {
    println!("the {name} runs");
}
