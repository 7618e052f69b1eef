use trpl::Html;

fn main() {
    let url = std::env::args().nth(1).unwrap();
    trpl::run(async {
        match page_title(&url).await {
            Some(title) => println!("The title for {url} was {title}"),
            None => println!("{url} had no title"),
        }
    });
}

async fn page_title(url: &str) -> Option<String> {
    let text = trpl::get(url).await.text().await;
    let html = Html::parse(&text);
    let title = html.select_first("title")?;
    Some(title.inner_html())
}
