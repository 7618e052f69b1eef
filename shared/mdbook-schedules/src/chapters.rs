//! The chapters in mdBook's JSON.

use serde_json::{Map, Value};

/// A chapter with a text.
#[derive(Debug)]
pub struct Chapter {
    /// Its file, from the folder of the pages.
    pub file: String,
    pub content: String,
}

/// All chapters that have a text, in the order of the book, each before those below it.
pub fn chapters(items: &Value) -> Vec<Chapter> {
    let mut found = Vec::new();
    // What follows only looks.
    each(&mut items.clone(), &mut |chapter| found.extend(read(chapter)));
    found
}

/// Gives the chapters other texts, in the same order.
pub fn rewrite(items: &mut Value, contents: impl IntoIterator<Item = String>) {
    let mut contents = contents.into_iter();
    each(items, &mut |chapter| {
        if read(chapter).is_some()
            && let Some(content) = contents.next()
        {
            chapter.insert("content".to_owned(), Value::from(content));
        }
    });
}

fn each(items: &mut Value, visit: &mut impl FnMut(&mut Map<String, Value>)) {
    for item in items.as_array_mut().into_iter().flatten() {
        // Separators and titles of parts are no chapters.
        let Some(Value::Object(chapter)) = item.get_mut("Chapter") else { continue };
        visit(chapter);
        if let Some(below) = chapter.get_mut("sub_items") {
            each(below, visit);
        }
    }
}

fn read(chapter: &Map<String, Value>) -> Option<Chapter> {
    let text = |name: &str| chapter.get(name).and_then(Value::as_str);
    // The path is that of the page that is made, whose file may be called otherwise; a draft has neither.
    let file = text("source_path").or_else(|| text("path"))?.replace('\\', "/");
    Some(Chapter { file, content: text("content")?.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_texts_change_and_only_those_of_chapters() {
        let chapter = |file: &str, content: &str, below: Value| json!({"Chapter": {"content": content, "path": file, "source_path": file, "sub_items": below, "new": 1}});
        let draft = json!({"Chapter": {"content": "", "path": null, "source_path": null, "sub_items": []}});
        let book = |a: &str, b: &str, c: &str| {
            let below = json!([chapter("b.md", b, json!([])), draft, {"Other": 2}]);
            json!([chapter("a.md", a, below), "Separator", {"PartTitle": "P"}, chapter("c.md", c, json!([]))])
        };
        let mut items = book("a", "b", "c");
        let found = chapters(&items);
        assert_eq!(found.iter().map(|one| one.file.as_str()).collect::<Vec<_>>(), ["a.md", "b.md", "c.md"]);
        rewrite(&mut items, found.iter().map(|one| one.content.to_uppercase()));
        assert_eq!(items, book("A", "B", "C"));
    }
}
