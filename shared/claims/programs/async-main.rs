#[trpl::main]
async fn main() {
    println!("hi");
}
