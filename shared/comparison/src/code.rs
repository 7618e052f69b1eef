//! A line of code in a terminal.

use anstyle::Style;
use timeline::Charset;
use unicode_width::UnicodeWidthStr;

use crate::line::Line;
use crate::words::{is_space, may_part, words};

/// What doesn't fit goes on so many columns further in than the line began.
const HANGING: usize = 4;
/// Nothing begins further in than this part of the columns that there are.
const DEEPEST: usize = 3;

/// What is kept together: words, each with its style.
type Unit = Vec<(String, Style)>;

/// Writes a line into so many columns: what differs in one style, the rest in another.
pub(crate) fn wrapped(
    line: &Line,
    width: usize,
    rest: Style,
    differs: Style,
    charset: Charset,
) -> Vec<String> {
    let hanging = (line.indent + HANGING).min(width / DEEPEST);
    let mut all = Vec::new();
    for part in &line.parts {
        let style = if part.differs { differs } else { rest };
        let text = charset.text(&part.text);
        all.extend(words(&text).into_iter().map(|word| (word.to_owned(), style)));
    }
    let indent = line.indent.min(width / DEEPEST);
    let mut rows = vec![vec![(" ".repeat(indent), Style::new())]];
    let mut used = indent;
    for unit in units(all, width - hanging) {
        let columns = columns(&unit);
        if used + columns > width {
            if let Some(row) = rows.last_mut() {
                row.pop_if(|(last, _)| is_space(last));
            }
            rows.push(vec![(" ".repeat(hanging), Style::new())]);
            used = hanging;
            if unit.iter().all(|(word, _)| is_space(word)) {
                continue;
            }
        }
        used += columns;
        if let Some(row) = rows.last_mut() {
            row.extend(unit);
        }
    }
    rows.iter().map(styled).collect()
}

/// Words are parted at spaces; where there is too little room, also inside of expressions; where there is still too
/// little, anywhere.
fn units(all: Vec<(String, Style)>, room: usize) -> Vec<Unit> {
    let at_spaces = |before: &str, after: &str| is_space(before) || is_space(after);
    let parts = |unit: Unit, may_part: &dyn Fn(&str, &str) -> bool| {
        if columns(&unit) <= room { vec![unit] } else { parted(unit, may_part) }
    };
    let units = parted(all, &at_spaces).into_iter();
    let units = units.flat_map(|unit| parts(unit, &may_part));
    let units = units.flat_map(|unit| parts(unit, &|_, _| true));
    units.flat_map(|unit| if columns(&unit) <= room { vec![unit] } else { characters(&unit) }).collect()
}

fn parted(unit: Unit, may_part: &dyn Fn(&str, &str) -> bool) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    for (word, style) in unit {
        match units.last_mut().filter(|unit| unit.last().is_some_and(|(last, _)| !may_part(last, &word))) {
            Some(unit) => unit.push((word, style)),
            None => units.push(vec![(word, style)]),
        }
    }
    units
}

fn characters(unit: &Unit) -> Vec<Unit> {
    let characters = unit.iter().flat_map(|(word, style)| word.chars().map(|c| (c.to_string(), *style)));
    characters.map(|one| vec![one]).collect()
}

fn columns(unit: &Unit) -> usize {
    unit.iter().map(|(word, _)| word.width()).sum()
}

fn styled(row: &Unit) -> String {
    let mut text = String::new();
    let mut now = Style::new();
    for (word, style) in row {
        if *style != now {
            text += &format!("{now:#}{style}");
            now = *style;
        }
        text += word;
    }
    format!("{text}{now:#}")
}

#[cfg(test)]
mod tests {
    use anstyle::Style;
    use timeline::Charset;

    use super::wrapped;
    use crate::line::{Line, Part};

    fn rows(text: &str, width: usize) -> Vec<String> {
        let (indent, text) = (text.len() - text.trim_start().len(), text.trim_start().to_owned());
        let line = Line { number: 1, indent, parts: vec![Part { text, differs: false }] };
        wrapped(&line, width, Style::new(), Style::new(), Charset::Unicode)
    }

    #[test]
    fn a_line_goes_on_further_in_at_a_space_or_else_within_an_expression_or_else_anywhere() {
        assert_eq!(rows("  let a = b;", 12), ["  let a = b;"]);
        assert_eq!(rows("  let a = b + cc;", 14), ["  let a = b +", "    cc;"]);
        let call = "trpl::sleep(Duration::from_millis(500)).await;";
        assert_eq!(rows(call, 31), ["trpl::sleep(", "    Duration::from_millis(500))", "    .await;"]);
        assert_eq!(rows("a_name_that_is_long", 12), ["a_name_that_", "    is_long"]);
    }
}
