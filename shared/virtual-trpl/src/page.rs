//! A network of pages that come in virtual time.

use crate::{sleep, spawn_task};
use std::time::Duration;

/// The addresses of the site that the listings know, the answer's delay, and the page's title if it has one.
const PAGES: [(&str, Duration, Option<&str>); 3] = [
    ("http://site/quick", LATENCY, Some("A quick page")),
    ("http://site/slow", Duration::from_secs(5), Some("A slow page")),
    ("http://site/untitled", LATENCY, None),
];

/// How long an answer takes that takes no special time.
const LATENCY: Duration = Duration::from_millis(100);

/// An answer to [`get`].
pub struct Response(String);

/// Gets a page.
///
/// There is a site of three pages: `http://site/quick` (title "A quick page", after 100 ms), `http://site/slow`
/// ("A slow page", 5 s) and `http://site/untitled` (no title, 100 ms). At any other address is a page whose title is
/// the address, after 100 ms.
///
/// # Panics
/// When it is not an address, as trpl's.
pub async fn get(url: &str) -> Response {
    let page = page(url);
    let (_, latency, title) = page.unwrap_or_else(|error| {
        panic!("called `Result::unwrap()` on an `Err` value: reqwest::Error {{ kind: Builder, {error} }}")
    });
    let title = title.map_or(String::new(), |title| format!("<title>{title}</title>"));
    let text = format!("<!DOCTYPE html>\n<html><head>{title}</head><body></body></html>\n");
    // A connection is a task of its own, so that of two answers either may be seen first.
    let connection = spawn_task(sleep(latency));
    connection.await.expect("nobody can stop a connection");
    Response(text)
}

impl Response {
    /// The page's text.
    pub async fn text(self) -> String {
        self.0
    }
}

fn page(url: &str) -> Result<(&str, Duration, Option<&str>), String> {
    match url.split_once("://") {
        None => Err("source: RelativeUrlWithoutBase".to_owned()),
        Some(("http" | "https", rest)) if !rest.is_empty() => {
            let known = PAGES.into_iter().find(|(address, ..)| *address == url);
            Ok(known.unwrap_or_else(|| {
                engine::rests_on(
                    "a page at an address outside of the listings' site has its address as title",
                );
                (url, LATENCY, Some(url))
            }))
        }
        Some(_) => Err(format!("url: \"{url}\", source: BadScheme")),
    }
}
