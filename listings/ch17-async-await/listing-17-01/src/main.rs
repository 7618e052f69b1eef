use trpl::Html;

fn main() {}

#[expect(dead_code, reason = "a future that nobody makes does nothing")]
async fn page_title(url: &str) -> Option<String> {
    let page = trpl::get(url).await;
    let text = page.text().await;
    let html = Html::parse(&text);
    let title = html.select_first("title")?;
    Some(title.inner_html())
}
