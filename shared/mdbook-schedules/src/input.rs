//! What mdBook hands over.

use std::path::PathBuf;

use serde::Deserialize;
use serde_json::Value;

/// How this is called in a `book.toml`.
pub const NAME: &str = "schedules";

/// What mdBook hands over: where the book is, and its chapters.
#[derive(Debug)]
pub struct Input {
    /// The folder that `book.toml` is in.
    pub root: PathBuf,
    /// Who makes something of the chapters: "html".
    pub renderer: String,
    config: Value,
    /// As mdBook wrote it.
    pub book: Value,
}

/// It is not what mdBook hands to a preprocessor.
#[derive(Debug, thiserror::Error)]
pub enum NotABook {
    #[error("nothing came through standard input; {HOW}")]
    Nothing,
    #[error("what came through standard input is not mdBook's ({0}); {HOW}")]
    Other(String),
}

const HOW: &str = "mdBook starts this itself, once `mdbook-schedules install DIR` has put it into the book in the folder DIR";

/// What matters here of the context.
#[derive(Deserialize)]
struct Context {
    root: PathBuf,
    renderer: String,
    #[serde(default)]
    config: Value,
}

impl Input {
    /// # Errors
    /// It is something else.
    pub fn read(text: &str) -> Result<Input, NotABook> {
        if text.trim().is_empty() {
            return Err(NotABook::Nothing);
        }
        let other = |error: serde_json::Error| NotABook::Other(error.to_string());
        let (context, book): (Value, Value) = serde_json::from_str(text).map_err(other)?;
        let Context { root, renderer, config } = serde_json::from_value(context).map_err(other)?;
        let input = Input { root, renderer, config, book };
        match input.list() {
            Some(_) => Ok(input),
            None => Err(NotABook::Other("the book has neither `items` nor `sections`".to_owned())),
        }
    }

    /// How the book calls its list of chapters: `sections` up to mdBook 0.4, `items` from 0.5 on.
    pub fn list(&self) -> Option<&'static str> {
        ["items", "sections"].into_iter().find(|name| self.book.get(name).is_some_and(Value::is_array))
    }

    /// The folder of the pages, from the book's.
    pub fn src(&self) -> &str {
        self.config.pointer("/book/src").and_then(Value::as_str).unwrap_or("src")
    }

    /// Whether pages in HTML are made.
    pub fn is_html(&self) -> bool {
        self.renderer == "html"
    }

    /// A file with what is known to be wrong in the book.
    pub fn baseline(&self) -> Option<PathBuf> {
        let name = self.config.get("preprocessor")?.get(NAME)?.get("baseline")?.as_str()?;
        Some(self.root.join(name))
    }

    /// Whether pages have our script.
    pub fn has_script(&self, file: &str) -> bool {
        let scripts = self.config.pointer("/output/html/additional-js").and_then(Value::as_array);
        scripts.into_iter().flatten().filter_map(Value::as_str).any(|script| script.ends_with(file))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        Input::read(text).unwrap_err().to_string()
    }

    #[test]
    fn what_is_not_of_mdbook_is_said_to_be_something_else() {
        assert!(said(" \n").starts_with("nothing came"));
        for text in ["hi", "{}", "[]", "[1, 2]", "[{\"root\": \"/\"}, {\"items\": []}]", "[{}, {}, {}]"] {
            assert!(said(text).contains("is not mdBook's"), "{text}");
        }
        assert!(said("[{\"root\": \"/\", \"renderer\": \"html\"}, {\"pages\": []}]").contains("`items`"));
    }

    #[test]
    fn both_versions_are_read() {
        for list in ["items", "sections"] {
            let text = format!(
                "[{{\"root\": \"/b\", \"renderer\": \"pdf\", \"config\": {{\"book\": {{\"src\": \"text\"}}}}}}, {{\"{list}\": []}}]"
            );
            let input = Input::read(&text).unwrap();
            assert_eq!((input.list(), input.src(), input.is_html()), (Some(list), "text", false));
        }
    }
}
