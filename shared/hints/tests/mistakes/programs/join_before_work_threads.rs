use std::sync::mpsc;
use std::thread;

fn main() {
    let (jobs, todo) = mpsc::channel();
    let worker = thread::spawn(move || {
        for job in todo {
            println!("does {job}");
        }
    });
    worker.join().unwrap();
    for job in ["dig", "saw"] {
        jobs.send(job).unwrap();
    }
    println!("all given out");
}
