//! Taking locks in one order where all take them at the same lines, and each takes others.

use crate::code::Code;
use crate::facts::Place;
use crate::proposal::Proposal;
use answers::Cure;
use std::ops::Range;

/// Has the lock that comes first be taken first: of those of a collection by their numbers, else by where they lie in memory.
pub fn cures(code: &Code<'_>, held: Place, wanted: Place) -> Vec<Cure> {
    let by_number = by_number(code, held, wanted);
    // Of what a pointer points to, or of the lock itself.
    let by_address = ["&*", "&"].into_iter().filter_map(|what| by_address(code, held, wanted, what));
    by_number.into_iter().chain(by_address).collect()
}

/// Both locks are of one collection.
fn by_number(code: &Code<'_>, held: Place, wanted: Place) -> Option<Cure> {
    let ((one, first), (other, second)) = (numbered(code, held)?, numbered(code, wanted)?);
    let skeleton = |whole: &Range<usize>, number: &Range<usize>| {
        (&code.source[whole.start..number.start], &code.source[number.end..whole.end])
    };
    let (before, after) = skeleton(&one, &first);
    if skeleton(&other, &second).0 != before || skeleton(&other, &second).1 != after {
        return None;
    }
    let (low, high) = (code.text(&first), code.text(&second));
    let proposal = Proposal::default()
        .replace(first.clone(), format!("std::cmp::min({low}, {high})"))
        .replace(second, format!("std::cmp::max({low}, {high})"));
    let line = code.line(first.start);
    Some(proposal.cure(
        code,
        format!("take locks in one order everywhere: the one with the lower number first, in line {line}"),
    ))
}

/// What is locked there, as `locks[n]` where the program says so, and where its number stands.
fn numbered(code: &Code<'_>, place: Place) -> Option<(Range<usize>, Range<usize>)> {
    let call = code.call_at(place)?;
    let receiver = call.receiver.clone()?;
    let found = number(code, &receiver).map(|number| (receiver.clone(), number));
    found.or_else(|| {
        let bound = code.binds(code.text(&receiver), code.statement_at(place)?)?;
        let range = &code.statements[bound].range;
        let start = range.start + code.text(range).find('=')? + 1;
        let value = start..range.end;
        number(code, &value).map(|number| (value, number))
    })
}

/// What stands between the last brackets.
fn number(code: &Code<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    let text = code.text(range);
    let end = text.rfind(']')?;
    let mut depth = 0;
    let start = text[..=end].char_indices().rev().find_map(|(at, c)| {
        depth += match c {
            ']' => 1,
            '[' => -1,
            _ => 0,
        };
        (depth == 0).then_some(at)
    })?;
    Some(range.start + start + 1..range.start + end)
}

fn by_address(code: &Code<'_>, held: Place, wanted: Place, what: &str) -> Option<Cure> {
    let ((one, first), (other, second)) = (code.lock_at(held)?, code.lock_at(wanted)?);
    let (one, other) = (code.text(one.receiver.as_ref()?), code.text(other.receiver.as_ref()?));
    let (bound, _) = code.bound_at(held)?;
    let (next, _) = code.bound_at(wanted)?;
    let (a, b) = (&code.statements[bound], &code.statements[next]);
    let ([x], [y]) = (a.binds.as_slice(), b.binds.as_slice()) else { return None };
    if a.block != b.block || a.index + 1 != b.index {
        return None;
    }
    let named = |binding: &crate::code::Binding| {
        if binding.is_mut { format!("mut {}", binding.name) } else { binding.name.clone() }
    };
    let (x, y) = (named(x), named(y));
    let (first, second) = (code.text(&first), code.text(&second));
    let indent = code.indent(bound);
    let text = format!(
        "let ({x}, {y}) = if std::ptr::from_ref({what}{one}) < std::ptr::from_ref({what}{other}) {{\n\
         {indent}    let first = {first};\n\
         {indent}    (first, {second})\n\
         {indent}}} else {{\n\
         {indent}    let first = {second};\n\
         {indent}    ({first}, first)\n\
         {indent}}};"
    );
    let line = code.line(a.range.start);
    let proposal = Proposal::default().replace(a.range.start..b.range.end, text);
    Some(
        proposal
            .cure(code, format!("take locks in one order everywhere: by their addresses, in line {line}")),
    )
}
