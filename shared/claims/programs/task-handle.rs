fn main() {
    trpl::run(async {
        let handle = trpl::spawn_task(async { 123 });
        is_future_of_result(&handle);
    });
}

fn is_future_of_result<T, E, F: Future<Output = Result<T, E>>>(_: &F) {}
