//! What decides that an output comes and not another one.

use super::Explanation;
use crate::automaton::Symbol;
use crate::error::Error;
use crate::exploration::explore;
use crate::language::Language;
use crate::options::Options;
use crate::replay::Replay;
use crate::search::Program;
use crate::source::Sources;
use crate::timeline::timeline;
use answers::Stream;
use engine::End;
use timeline::{Event, Timeline, What};

/// The choice that decides that this output comes: "`b` came before `a`: the message of line 24 was received before that of line
/// 11". `None` if it is the only one, or it took too long to find the others.
pub(crate) fn decides(
    program: Program,
    options: &Options,
    explanation: &Explanation,
    sources: &Sources,
) -> Result<Option<String>, Error> {
    let Some(run) = explanation.replay.as_ref().filter(|_| explanation.is_in_time()) else {
        return Ok(None);
    };
    let found = explore(program, options)?;
    let mut language = Language::new(&found.graph);
    let lines: Vec<(Stream, &str)> = run.lines.iter().map(|line| (line.stream, line.text.as_str())).collect();
    let seen = |symbol: &Symbol, at: usize| match (symbol, lines.get(at)) {
        (Symbol::Line(stream, text), Some((own, line))) => {
            matches!(
                (stream, own),
                (engine::Stream::Stdout, Stream::Stdout) | (engine::Stream::Stderr, Stream::Stderr)
            ) && text.trim_end_matches('\n') == *line
        }
        _ => false,
    };
    let forks = language.forks(seen);
    let first = forks.iter().find_map(|(at, others)| {
        let later = |text: &str| (at + 1..lines.len()).find(|&later| lines[later].1 == text);
        let other = others.iter().find_map(|other| match other {
            Symbol::Line(_, text) => later(text.trim_end_matches('\n')),
            Symbol::End(_) => None,
        });
        Some((*at, other?))
    });
    let Some((one, other)) = first else { return Ok(stuck(run)) };
    let story = timeline(run, sources);
    let why = reason(run, &story, one, other).map_or(String::new(), |why| format!(": {why}"));
    let more = match forks.len() - 1 {
        0 => String::new(),
        1 => "; at one more place another line could have come".to_owned(),
        more => format!("; at {more} more places another line could have come"),
    };
    Ok(Some(format!("`{}` came before `{}`{why}{more}", lines[one].1, lines[other].1)))
}

/// Of a run that hangs: who waits for what, but for those who wait for others to end.
fn stuck(run: &Replay) -> Option<String> {
    let End::Hangs(reasons) = &run.end else { return None };
    let is_first = |reason: &&String| !reason.ends_with(" to end");
    let first = reasons.iter().find(is_first).or(reasons.first())?;
    Some(format!("nobody can go on then: {first}"))
}

/// Why one line came before another: what each of those who printed them did last before.
fn reason(run: &Replay, story: &Timeline, one: usize, other: usize) -> Option<String> {
    let before = |line: usize| {
        let text = &run.lines[line].text;
        // The first of two that are alike came first.
        let which = run.lines[..line].iter().filter(|earlier| earlier.text == *text).count();
        let prints =
            story.events.iter().enumerate().filter(|(_, event)| {
                event.what == What::Printed && event.label.trim_end_matches('\n') == text
            });
        let (index, printed) = { prints }.nth(which)?;
        let own =
            story.events[..index].iter().enumerate().rev().filter(|(_, event)| event.lane == printed.lane);
        let led = own.into_iter().find(|(_, event)| !matches!(event.what, What::Printed | What::Waits));
        Some((printed, led))
    };
    let ((first, led), (second, other)) = (before(one)?, before(other)?);
    let name = |event: &Event| &story.lanes[event.lane].name;
    let cause = |event: &Event| story.events.get(event.cause?);
    // Several who read may have a lock at the same time, so who got it first need not have printed first.
    if let (Some((earlier, led)), Some((later, other))) = (led, other)
        && earlier < later
        && led.what == other.what
        && led.object == other.object
    {
        let lines = (cause(led).map_or(0, |sent| sent.line), cause(other).map_or(0, |sent| sent.line));
        match led.what {
            What::Received if lines.0 != lines.1 && lines.0.min(lines.1) > 0 => {
                let (one, other) = lines;
                return Some(format!("the message of line {one} was received before that of line {other}"));
            }
            What::Locked if first.lane != second.lane => {
                return Some(format!("{} got the lock before {}", name(first), name(second)));
            }
            What::Received => {
                let from = |event: &Event| cause(event).map(name);
                if let (Some(one), Some(other)) = (from(led), from(other))
                    && one != other
                {
                    return Some(format!("the message of {one} was received before that of {other}"));
                }
            }
            _ => {}
        }
    }
    (first.lane != second.lane).then(|| format!("{} was there before {}", name(first), name(second)))
}
