//! The network.

use crate::support::{late_outputs, output, outputs};
use trpl::{Either, Html};
use virtual_std::println;
use virtual_trpl as trpl;

async fn title(url: &str) -> (&str, Option<String>) {
    let text = trpl::get(url).await.text().await;
    let title = Html::parse(&text).select_first("title").map(|title| title.inner_html());
    (url, title)
}

async fn race(left: &str, right: &str) {
    match trpl::race(title(left), title(right)).await {
        Either::Left((url, _)) | Either::Right((url, _)) => println!("{url}"),
    }
}

#[test]
fn every_page_has_its_title() {
    let lines = output(|| {
        trpl::run(async {
            for page in ["site/quick", "site/slow", "site/untitled", "www.rust-lang.org"] {
                println!("{:?}", title(&format!("http://{page}")).await.1);
            }
        });
    });
    assert_eq!(
        lines,
        "Some(\"A quick page\")\nSome(\"A slow page\")\nNone\nSome(\"http://www.rust-lang.org\")\n"
    );
}

#[test]
fn the_slow_page_wins_only_on_a_late_clock() {
    fn slow_and_quick() {
        trpl::run(race("http://site/quick", "http://site/slow"));
    }
    assert_eq!(outputs(slow_and_quick), ["http://site/quick\n"]);
    assert_eq!(late_outputs(slow_and_quick), ["http://site/quick\n", "http://site/slow\n"]);
}

#[test]
fn of_two_quick_pages_either_wins() {
    let outputs = outputs(|| trpl::run(race("https://a", "https://b")));
    assert_eq!(outputs, ["https://a\n", "https://b\n"]);
}

#[test]
fn what_is_no_address_panics_as_trpl_does() {
    let lines = output(|| {
        trpl::run(async {
            trpl::get("quick").await;
        });
    });
    let message = "called `Result::unwrap()` on an `Err` value: \
                   reqwest::Error { kind: Builder, source: RelativeUrlWithoutBase }";
    assert!(lines.contains(message), "{lines}");
}
