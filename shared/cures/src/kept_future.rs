//! Keeping a future that is polled beside others until it is done.

use crate::code::Code;
use crate::facts::{Facts, Lost};
use crate::proposal::Proposal;
use answers::Cure;
use std::ops::Range;

/// What a loop makes anew in each round is made before it.
pub fn cures(code: &Code<'_>, facts: &Facts) -> Vec<Cure> {
    facts.lost.iter().filter_map(|lost| of_lost(code, lost)).flatten().collect()
}

fn of_lost(code: &Code<'_>, lost: &Lost) -> Option<Vec<Cure>> {
    let selects = code.statement_at(lost.polled)?;
    let around = code.around(selects).into_iter().filter_map(|block| code.blocks[block].within);
    let loop_ = around.into_iter().find(|outer| code.statements[*outer].is_loop)?;
    let branch = branch(code, selects, &lost.future)?;
    let name = ["future", "unfinished"].into_iter().find(|name| !code.source.contains(name))?;
    let made = code.text(&branch.future);
    let kept = Proposal::default()
        .line_before(code, loop_, &format!("let mut {name} = std::pin::pin!({made});"))
        .replace(branch.future.clone(), format!("&mut {name}"));
    let line = code.line(code.statements[loop_].range.start);
    let help = format!("keep the future from round to round: make it before line {line}");
    // When it is done, another one takes its place.
    let anew = branch.handler.map(|handler| {
        let indent = code.indent_at(branch.future.start);
        let anew = kept.clone().insert(handler, format!("\n{indent}    {name}.set({made});"));
        anew.cure(code, format!("{help}, and anew only when it is done"))
    });
    Some([Some(kept.cure(code, help)), anew].into_iter().flatten().collect())
}

/// A branch of a `select!`.
struct Branch {
    future: Range<usize>,
    /// Where its handler's statements begin, if it is a block.
    handler: Option<usize>,
}

/// The branch that polls this future: `pattern = future => handler`.
fn branch(code: &Code<'_>, selects: usize, future: &str) -> Option<Branch> {
    let range = &code.statements[selects].range;
    let text = code.text(range);
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    text.match_indices("=>").find_map(|(arrow, _)| {
        let before = text[..arrow].trim_end();
        let start = before.rfind("= ")? + "= ".len();
        let is_it = bare(&before[start..]) == bare(future);
        let after = text[arrow + "=>".len()..].trim_start();
        is_it.then(|| Branch {
            future: range.start + start..range.start + before.len(),
            handler: after.starts_with('{').then(|| range.end - after.len() + 1),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Place;

    #[test]
    fn a_future_is_made_before_the_loop_and_anew_when_it_is_done() {
        let source = "async fn main() {\n    loop {\n        tokio::select! {\n            a = f(&mut x) => {\n                g(a);\n            }\n            _ = h() => {}\n        }\n    }\n}\n";
        let code = Code::read(source).unwrap();
        let lost = Lost {
            received: Place { line: 1, column: 1 },
            polled: Place { line: 3, column: 9 },
            future: "f(&mut x)".to_owned(),
        };
        let texts: Vec<String> = cures(&code, &Facts { lost: vec![lost], ..Facts::default() })
            .iter()
            .map(|cure| cure.applied(source).unwrap())
            .collect();
        let kept = "    let mut future = std::pin::pin!(f(&mut x));\n    loop {\n        tokio::select! {\n            a = &mut future => {\n";
        assert_eq!(texts.len(), 2);
        assert!(texts.iter().all(|text| text.contains(kept)), "{texts:?}");
        assert!(
            texts[1].contains("=> {\n                future.set(f(&mut x));\n                g(a);"),
            "{}",
            texts[1]
        );
    }
}
