//! What is done with a book, from what mdBook hands over to what it gets back.

use std::collections::BTreeMap;

use judge::{Baseline, Book, Found, Source};
use serde_json::Value;
use terminal::{Failure, Workspace};

use crate::ask::{Answer, ask};
use crate::chapters::{chapters, rewrite};
use crate::check::{Checked, check};
use crate::html;
use crate::input::{Input, NAME};
use crate::install::lacking;
use crate::order::{Order, orders};
use crate::page::Page;
use crate::piece::{Piece, Pieces};
use crate::plain;

/// What became of a book.
#[derive(Debug)]
pub enum Done {
    /// The book for mdBook, and what its author may want to know: where, and a sentence.
    Book(Value, Vec<(String, String)>),
    /// What is printed can't be: where, and why.
    Impossible(Vec<(String, String)>),
    /// What a page asks for makes no sense: where, and why.
    Meaningless(Vec<(String, String)>),
}

/// Judges a book, and puts into its pages what they ask for.
///
/// # Errors
/// The book can't be read, or nothing can be built at all, or the user has stopped it.
pub fn preprocess(workspace: &Workspace, mut input: Input) -> Result<Done, Failure> {
    let list = input.list().unwrap_or_default();
    let book = Book::of_pages(&input.root, [])?;
    let baseline = input.baseline().map(|file| Baseline::read(&file)).transpose()?;
    let chapters = chapters(&input.book[list]);
    let pages: Vec<Page> =
        chapters.into_iter().map(|chapter| Page::read(&book, input.src(), chapter)).collect();
    let complaints: Vec<(String, String)> = pages.iter().flat_map(Page::complaints).collect();
    if !complaints.is_empty() {
        return Ok(Done::Meaningless(complaints));
    }
    let printed = pages.iter().flat_map(|page| page.found.printed.clone()).collect();
    let found = Found { printed, ..Found::default() };
    let checked = check(workspace, &book, &found, baseline.as_ref())?;
    if !checked.impossible.is_empty() {
        return Ok(Done::Impossible(checked.impossible));
    }
    let orders: Vec<Vec<Order>> = pages.iter().map(orders).collect();
    let all: Vec<&Order> = orders.iter().flatten().collect();
    let mut pieces = pieces(workspace, &input, &all)?.into_iter();
    let mut remarks = remarks(&checked);
    if input.is_html() && !all.is_empty() {
        remarks.extend(lacking(&input).map(|what| (NAME.to_owned(), what)));
    }
    let mut contents = Vec::new();
    for (page, orders) in pages.iter().zip(&orders) {
        let made: Vec<Piece> = pieces.by_ref().take(orders.len()).collect();
        for (order, piece) in orders.iter().zip(&made) {
            remarks.extend(piece.warning.iter().map(|why| (order.at.clone(), why.clone())));
        }
        contents.push(filled(&page.content, orders.iter().zip(&made)));
    }
    rewrite(&mut input.book[list], contents);
    Ok(Done::Book(input.book, remarks))
}

fn remarks(checked: &Checked) -> Vec<(String, String)> {
    let open = checked.open.map(|(open, all)| {
        let how = "`cargo explore judge DIR` says why";
        (NAME.to_owned(), format!("{open} of {all} printed outputs could not be judged; {how}"))
    });
    checked.differing.iter().cloned().chain(open).collect()
}

/// What is put into the pages, in the order of what they ask for.
fn pieces(workspace: &Workspace, input: &Input, orders: &[&Order]) -> Result<Vec<Piece>, Failure> {
    if orders.is_empty() {
        return Ok(Vec::new());
    }
    let mut known = Pieces::open(workspace, &input.root, if input.is_html() { "html" } else { "plain" });
    let mut made: Vec<Option<Piece>> = orders.iter().map(|order| known.get(order)).collect();
    let mut sources: BTreeMap<&str, &Source> = BTreeMap::new();
    for (order, _) in orders.iter().zip(&made).filter(|(_, piece)| piece.is_none()) {
        sources.insert(&order.source.name, &order.source);
    }
    let names: Vec<&str> = sources.keys().copied().collect();
    let lock = if names.is_empty() { None } else { Some(known.alone(workspace)?) };
    let answers = ask(workspace, &sources.into_values().collect::<Vec<_>>())?;
    drop(lock);
    let mut answers: BTreeMap<&str, Result<Answer, String>> = names.into_iter().zip(answers).collect();
    for (order, piece) in orders.iter().zip(&mut made).filter(|(_, piece)| piece.is_none()) {
        if let Some(answer) = answers.get_mut(order.source.name.as_str()) {
            let one = self::piece(order, answer, input.is_html());
            known.put(order, &one);
            *piece = Some(one);
        }
    }
    known.close();
    Ok(made.into_iter().flatten().collect())
}

fn piece(order: &Order, answer: &mut Result<Answer, String>, is_html: bool) -> Piece {
    match answer {
        Ok(answer) if is_html => Piece { text: html::html(order, answer), warning: None },
        Ok(answer) => Piece { text: plain::plain(order, answer), warning: None },
        Err(why) => {
            let text = if is_html { html::refused(why) } else { plain::refused(why) };
            let warning = format!("nothing to show of {}: {why}", order.source.name);
            Piece { text, warning: Some(warning) }
        }
    }
}

/// A text with pieces in the places of what asks for them.
fn filled<'a>(content: &str, pieces: impl Iterator<Item = (&'a Order, &'a Piece)>) -> String {
    let mut text = String::new();
    let mut end = 0;
    for (order, piece) in pieces {
        text += &content[end..order.place.start];
        text += &indented(&text, &piece.text);
        end = order.place.end;
    }
    text + &content[end..]
}

/// A piece behind a text, deep in a list or in a quotation if that ends there.
fn indented(before: &str, piece: &str) -> String {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let margin: String = line.chars().map(|c| if c == '>' { '>' } else { ' ' }).collect();
    let mut lines = piece.trim_end().lines();
    let first = lines.next().unwrap_or_default().to_owned();
    let rest = lines.map(|line| format!("\n{}", format!("{margin}{line}").trim_end()));
    // A block of HTML goes on to the next empty line.
    first + &rest.collect::<String>() + "\n" + margin.trim_end()
}

#[cfg(test)]
mod tests {
    use super::indented;

    #[test]
    fn a_piece_stays_in_the_list_or_quotation_that_asked_for_it() {
        assert_eq!(indented("a\n\n", "b\n\nc\n"), "b\n\nc\n");
        assert_eq!(indented("> - ", "b\n\nc\n"), "b\n>\n>   c\n>");
    }
}
