use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

struct Log {
    sender: Sender<String>,
}

impl Log {
    fn write(&self, line: &str) {
        self.sender.send(line.to_owned()).unwrap();
    }
}

fn show(receiver: Receiver<String>) {
    while let Ok(line) = receiver.recv() {
        println!("log: {line}");
    }
}

fn main() {
    let (sender, receiver) = mpsc::channel();
    let log = Log { sender };
    let reader = thread::spawn(move || show(receiver));
    log.write("started");
    log.write("working");
    reader.join().unwrap();
    println!("done");
}
