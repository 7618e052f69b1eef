//! Futures that are made, kept under a name, and never looked at again.

use crate::code::{BlockKind, Code};
use crate::facts::Place;
use crate::proposal::Proposal;
use answers::Cure;

/// Where futures are made that nobody can ever poll, as the name that they are given is not used: an async block, or a call of an
/// async function of the program. With what helps.
pub fn never_polled(source: &str) -> Option<(Vec<Place>, Cure)> {
    let code = Code::read(source)?;
    let found: Vec<(usize, usize)> =
        (0..code.statements.len()).filter_map(|statement| future_of(&code, statement)).collect();
    let (first, _) = found.first()?;
    let help = format!("`.await` it, in line {}", code.line(*first));
    let all = found.iter().fold(Proposal::default(), |all, (_, end)| all.insert(*end, ".await"));
    Some((found.iter().map(|(start, _)| code.place(*start)).collect(), all.cure(&code, help)))
}

/// Where the future begins and ends that a statement makes for nobody.
fn future_of(code: &Code<'_>, number: usize) -> Option<(usize, usize)> {
    let statement = &code.statements[number];
    let text = code.text(&statement.range);
    let is_unused = match &*statement.binds {
        [] => text.starts_with("let _ ="),
        [binding] => !code.is_used_from(&binding.name, statement.block, statement.index + 1),
        _ => false,
    };
    let start = statement.range.start + text.find('=')? + 1;
    let start = start + code.source[start..].len() - code.source[start..].trim_start().len();
    let end = statement.range.end.checked_sub(1).filter(|end| code.source[*end..].starts_with(';'))?;
    let is_call = code.calls.iter().any(|call| {
        let is_async = |block: &crate::code::Block| {
            matches!(&block.kind, BlockKind::Function { name, is_async: true, .. } if name == code.text(&call.name))
        };
        call.whole == (start..end) && code.blocks.iter().any(is_async)
    });
    let is_block = code.blocks.iter().any(|block| {
        let is_async = matches!(block.kind, BlockKind::Captures { is_async: true, .. });
        is_async && block.range.end == end && code.source[start..].starts_with("async")
    });
    (is_unused && (is_call || is_block)).then_some((start, end))
}
