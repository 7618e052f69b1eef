use trpl::{Either, Html};

fn main() {
    let urls: Vec<String> = std::env::args().skip(1).collect();
    trpl::run(async {
        let left = page_title(&urls[0]);
        let right = page_title(&urls[1]);
        let (url, title) = match trpl::race(left, right).await {
            Either::Left(first) => first,
            Either::Right(first) => first,
        };

        println!("{url} returned first");
        match title {
            Some(title) => println!("Its page title was: '{title}'"),
            None => println!("It had no title."),
        }
    });
}

async fn page_title(url: &str) -> (&str, Option<String>) {
    let text = trpl::get(url).await.text().await;
    let html = Html::parse(&text);
    let title = html.select_first("title");
    (url, title.map(|title| title.inner_html()))
}
