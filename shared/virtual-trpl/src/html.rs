//! Looking things up in a page.

use scraper::{ElementRef, Selector};

/// A page.
pub struct Html {
    inner: scraper::Html,
}

impl Html {
    /// The page that a text says.
    pub fn parse(source: &str) -> Html {
        Html { inner: scraper::Html::parse_document(source) }
    }

    /// The first element that a CSS selector fits.
    ///
    /// # Panics
    /// When it is not a CSS selector.
    pub fn select_first<'a>(&'a self, selector: &'a str) -> Option<ElementRef<'a>> {
        let selector = Selector::parse(selector).unwrap();
        self.inner.select(&selector).next()
    }
}
