//! One element of a picture. It is written without any white space of its own, so that texts stay as they are.

use std::fmt::{self, Display, Write};

/// One element of a picture.
pub(super) struct Element {
    name: &'static str,
    attributes: String,
    inside: String,
}

impl Element {
    pub fn new(name: &'static str) -> Element {
        Element { name, attributes: String::new(), inside: String::new() }
    }

    pub fn set(mut self, name: &str, value: impl Display) -> Element {
        let _ = write!(self.attributes, " {name}=\"{}\"", escaped(&value.to_string()));
        self
    }

    pub fn text(mut self, text: &str) -> Element {
        self.inside += &escaped(text);
        self
    }

    pub fn add(mut self, element: &Element) -> Element {
        let _ = write!(self.inside, "{element}");
        self
    }

    pub fn add_all<'a>(self, elements: impl IntoIterator<Item = &'a Element>) -> Element {
        elements.into_iter().fold(self, Element::add)
    }
}

impl Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Element { name, attributes, inside } = self;
        if inside.is_empty() {
            return write!(f, "<{name}{attributes}/>");
        }
        write!(f, "<{name}{attributes}>{inside}</{name}>")
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
