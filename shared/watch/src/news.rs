//! What has changed from one answer to the next.

use answers::{Ending, Outcome, Output, Stream};
use screen::escaped;

/// So many outputs that are gone are told.
const GONE: usize = 3;
/// So many of their lines.
const LINES: usize = 12;

/// What has changed, a sentence a line.
pub fn news(before: &Outcome, after: &Outcome) -> String {
    let mut told: Vec<String> =
        (1..).zip(&after.outputs).filter_map(|(number, output)| came(number, output, before)).collect();
    let is_gone = |output: &&Output| !after.outputs.iter().any(|other| texts(other) == texts(output));
    // Of an outcome that is told in part, what is not told may be there all the same.
    let gone: Vec<&Output> =
        if is_whole(after) { before.outputs.iter().filter(is_gone).collect() } else { Vec::new() };
    told.extend(gone.iter().take(GONE).map(|output| went(output)));
    if gone.len() > GONE {
        told.push(format!("{} more outputs are gone", gone.len() - GONE));
    }
    let (was, is) = (before.counted(), after.counted());
    if was != is {
        told.push(format!(
            "there {} now, {was} before",
            if is == "1" { "is 1 output".to_owned() } else { format!("are {is} outputs") }
        ));
    }
    match (before.exhaustive, after.exhaustive) {
        (true, false) => told.push("these need not be all any more".to_owned()),
        (false, true) => told.push("these are all now".to_owned()),
        _ => {}
    }
    if told.is_empty() && after.outputs.iter().any(|output| comes_at_other_times(output, before)) {
        told.push("the same outputs, at other times".to_owned());
    }
    if told.is_empty() { "nothing changed".to_owned() } else { format!("changed:\n  {}", told.join("\n  ")) }
}

/// An output that was not there before, or ended otherwise.
fn came(number: usize, output: &Output, before: &Outcome) -> Option<String> {
    let same: Vec<&Output> = before.outputs.iter().filter(|other| texts(other) == texts(output)).collect();
    if same.iter().any(|other| other.end == output.end) || (same.is_empty() && !is_whole(before)) {
        return None;
    }
    let end = escaped(&output.ending()).into_owned();
    Some(match same.first() {
        Some(other) => format!("output {number} {} before, and now it {end}", past(other.end)),
        None => format!("output {number} is new: it {end}"),
    })
}

fn went(output: &Output) -> String {
    let lines: Vec<String> =
        output.lines.iter().take(LINES).map(|line| format!("\n    {}", escaped(&line.text))).collect();
    let more = if output.lines.len() > LINES { "\n    …" } else { "" };
    let printed = if lines.is_empty() {
        ", without a line".to_owned()
    } else {
        format!(", after{}{more}", lines.concat())
    };
    format!("gone: one that {}{printed}", past(output.end))
}

fn past(end: Ending) -> &'static str {
    match end {
        Ending::Returns => "returned",
        Ending::Hangs => "hung",
        Ending::Panics => "panicked",
        Ending::StillRunning => "went on",
    }
}

fn is_whole(outcome: &Outcome) -> bool {
    outcome.outputs.len() as u128 == outcome.count
}

fn texts(output: &Output) -> Vec<(Stream, &str)> {
    output.lines.iter().map(|line| (line.stream, line.text.as_str())).collect()
}

fn comes_at_other_times(output: &Output, before: &Outcome) -> bool {
    let times = |output: &Output| -> Vec<u64> { output.lines.iter().map(|line| line.ms).collect() };
    let mut same = before.outputs.iter().filter(|other| texts(other) == texts(output)).peekable();
    same.peek().is_some() && !same.any(|other| times(other) == times(output))
}

#[cfg(test)]
mod tests {
    use super::news;
    use answers::{Ending, Line, Outcome, Output, Stream};

    fn outcome(outputs: &[(&[&str], Ending)]) -> Outcome {
        let line = |text: &&str| Line {
            ms: 0,
            task: "main".to_owned(),
            stream: Stream::Stdout,
            text: (*text).to_owned(),
        };
        let output = |(lines, end): &(&[&str], Ending)| Output {
            end: *end,
            why: String::new(),
            lines: lines.iter().map(line).collect(),
            needs: None,
        };
        Outcome {
            exhaustive: true,
            schedules: 1,
            count: outputs.len() as u128,
            outputs: outputs.iter().map(output).collect(),
            ..Outcome::default()
        }
    }

    #[test]
    fn outputs_come_go_and_end_otherwise() {
        let one = outcome(&[(&["a", "b"], Ending::Returns)]);
        let two = outcome(&[(&["a", "b"], Ending::Returns), (&["b", "a"], Ending::Returns)]);
        let hung = outcome(&[(&["a", "b"], Ending::Hangs)]);
        assert_eq!(news(&one, &one), "nothing changed");
        assert_eq!(
            news(&one, &two),
            "changed:\n  output 2 is new: it returns\n  there are 2 outputs now, 1 before"
        );
        assert_eq!(
            news(&two, &one),
            "changed:\n  gone: one that returned, after\n    b\n    a\n  there is 1 output now, 2 before"
        );
        assert_eq!(news(&one, &hung), "changed:\n  output 1 returned before, and now it hangs");
    }

    #[test]
    fn nothing_is_called_new_or_gone_where_not_all_is_known() {
        let all = outcome(&[(&["a"], Ending::Returns), (&["b"], Ending::Returns)]);
        let mut part = outcome(&[(&["b"], Ending::Returns)]);
        part.count = 2;
        assert_eq!(news(&all, &part), "nothing changed");
        assert_eq!(news(&part, &all), "nothing changed");
    }

    #[test]
    fn other_times_are_a_change() {
        let before = outcome(&[(&["a"], Ending::Returns)]);
        let mut after = before.clone();
        after.outputs[0].lines[0].ms = 500;
        assert_eq!(news(&before, &after), "changed:\n  the same outputs, at other times");
    }
}
