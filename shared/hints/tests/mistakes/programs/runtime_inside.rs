use tokio::runtime::Runtime;

async fn load() -> u32 {
    7
}

fn cached() -> u32 {
    let rt = Runtime::new().unwrap();
    rt.block_on(load())
}

#[tokio::main]
async fn main() {
    println!("{}", cached());
}
