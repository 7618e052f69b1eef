use std::time::Duration;

struct Report {
    words: trpl::Receiver<String>,
}

impl Report {
    async fn show(mut self) {
        while let Some(word) = self.words.recv().await {
            println!("report: {word}");
        }
    }
}

fn main() {
    trpl::block_on(async {
        let (sender, words) = trpl::channel();
        let copy = sender.clone();
        let first = async move {
            copy.send(String::from("one")).unwrap();
        };
        let second = async {
            trpl::sleep(Duration::from_millis(3)).await;
            sender.send("two".to_string()).unwrap();
        };
        trpl::join3(first, second, Report { words }.show()).await;
    });
}
