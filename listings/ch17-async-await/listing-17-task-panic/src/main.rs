fn main() {
    trpl::run(async {
        let handle = trpl::spawn_task(fail());

        if let Err(error) = handle.await {
            let payload = error.into_panic();
            let message = payload.downcast_ref::<&str>().unwrap();
            println!("the task failed: {message}");
        }
    });
}

async fn fail() {
    panic!("out of luck");
}
