//! HTML within Markdown.

use maud::Markup;

/// HTML as one block of Markdown. Such a block ends at a blank line, so there is no line end in it: what is a text has it in
/// another spelling, and styles and scripts of ours can do with a blank.
pub fn block(markup: Markup) -> String {
    let mut block = String::from("<div class=\"schedules\">");
    let mut rest = &*markup.into_string();
    while let Some(start) = raw(rest) {
        let (before, after) = rest.split_at(start);
        let end = after.find("</").unwrap_or(after.len());
        block += &before.replace('\n', "&#10;");
        block += &after[..end].replace('\n', " ");
        rest = &after[end..];
    }
    block + &rest.replace('\n', "&#10;") + "</div>\n"
}

/// Where the next element begins in which nothing is spelled otherwise.
fn raw(html: &str) -> Option<usize> {
    ["<style", "<script"].iter().filter_map(|tag| html.find(tag)).min()
}

#[cfg(test)]
mod tests {
    use super::block;
    use maud::{PreEscaped, html};

    #[test]
    fn a_block_is_one_line_whatever_is_in_it() {
        let style = PreEscaped("<style>a{}\n\nb{}</style>");
        let markup = html! { pre { "a\n\nb" } (style) p { "c\n" } };
        let line =
            "<div class=\"schedules\"><pre>a&#10;&#10;b</pre><style>a{}  b{}</style><p>c&#10;</p></div>\n";
        assert_eq!(block(markup), line);
    }
}
