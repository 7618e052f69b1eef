use std::sync::mpsc::{channel, Sender};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

struct Pool {
    jobs: Sender<Job>,
    worker: JoinHandle<()>,
}

impl Pool {
    fn new() -> Pool {
        let (jobs, rx) = channel::<Job>();
        let worker = thread::spawn(move || {
            while let Ok(job) = rx.recv() {
                job();
            }
        });
        Pool { jobs, worker }
    }

    fn run(&self, job: impl FnOnce() + Send + 'static) {
        self.jobs.send(Box::new(job)).unwrap();
    }

    fn finish(self) {
        self.worker.join().unwrap();
    }
}

fn main() {
    let pool = Pool::new();
    pool.run(|| println!("working"));
    pool.finish();
    println!("finished");
}
