//! One claim with what came out, and how it is shown.

use std::borrow::Cow;
use std::time::Duration;

use claims::{Claim, Finding, Missing, Row, Verdict};
use screen::escaped;
use serde::Serialize;

use terminal::style::{BROKEN, DIM, ID, KEPT, LIMITED, paint};

/// Longer lines are hard to read.
const WIDEST: usize = 100;
const INDENT: &str = "     ";

/// One claim with what came out.
pub struct Checked<'a> {
    pub claim: &'a Claim,
    pub finding: Result<Finding, Missing>,
    /// What stands in `FACTS.md`.
    pub recorded: Option<&'a Row>,
}

/// One claim in the JSON document.
#[derive(Serialize)]
pub struct Entry<'a> {
    id: &'a str,
    claim: &'a str,
    /// `not checked` where it can't be looked at on this machine.
    verdict: &'a str,
    /// Where it holds with a condition, that; where it does not hold, what is true instead.
    condition: Option<&'a str>,
    evidence: String,
    look: String,
    /// The verdict in `FACTS.md`.
    recorded: Option<&'a str>,
}

impl Checked<'_> {
    pub fn is_as_recorded(&self) -> bool {
        match (&self.finding, self.recorded) {
            (Ok(finding), Some(row)) => row.agrees(self.claim, &finding.verdict),
            (Ok(_), None) => false,
            (Err(_), _) => true,
        }
    }

    pub fn entry(&self) -> Entry<'_> {
        let (verdict, condition, evidence) = match &self.finding {
            Ok(Finding { verdict, evidence }) => (verdict.words(), verdict.but(), evidence.clone()),
            Err(missing) => ("not checked", None, missing.to_string()),
        };
        Entry {
            id: self.claim.id,
            claim: self.claim.says,
            verdict,
            condition,
            evidence,
            look: self.claim.look(),
            recorded: self.recorded.map(|row| row.verdict.words()),
        }
    }

    /// The claim on a line of its own, then verdict, evidence, and where to look.
    pub fn shown(&self) -> String {
        let says = wrapped(self.claim.says).join("\n");
        let mut lines =
            vec![format!("{}{}", paint(ID, format_args!("{:5}", self.claim.id)), says.trim_start())];
        match &self.finding {
            Ok(Finding { verdict, evidence }) => {
                lines.push(indented(&escaped(&verdict.to_string()), style(verdict)));
                lines.push(indented(&escaped(evidence), DIM));
            }
            Err(missing) => lines.push(indented(&format!("not checked: {missing}"), DIM)),
        }
        if !self.is_as_recorded() {
            let recorded = self.recorded.map_or("nothing yet".to_owned(), |row| row.verdict.to_string());
            lines.push(indented(&format!("recorded is: {recorded}"), BROKEN));
        }
        lines.push(indented(&format!("look: {}", self.claim.look()), DIM));
        lines.join("\n")
    }
}

/// How many claims got which verdict, and which differ from what is recorded.
pub fn summary(checked: &[Checked], elapsed: Duration) -> String {
    let with = |words| {
        checked
            .iter()
            .filter(|one| one.finding.as_ref().is_ok_and(|found| found.verdict.words() == words))
            .count()
    };
    let claims = if checked.len() == 1 { "1 claim".to_owned() } else { format!("{} claims", checked.len()) };
    let mut text = format!(
        "{claims} in {:.1} s: {} hold, {} hold with a condition, {} do not hold",
        elapsed.as_secs_f64(),
        with("holds"),
        with("holds with a condition"),
        with("does not hold"),
    );
    let unchecked = checked.iter().filter(|one| one.finding.is_err()).count();
    if unchecked > 0 {
        text += &format!(", {unchecked} not checked");
    }
    let changed: Vec<&str> =
        checked.iter().filter(|one| !one.is_as_recorded()).map(|one| one.claim.id).collect();
    if !changed.is_empty() {
        text += &paint(BROKEN, format_args!("; not as recorded: {}", changed.join(", ")));
    }
    text
}

fn style(verdict: &Verdict) -> anstyle::Style {
    match verdict {
        Verdict::Holds => KEPT,
        Verdict::Conditional(_) => LIMITED,
        Verdict::Fails(_) => BROKEN,
    }
}

fn indented(text: &str, style: anstyle::Style) -> String {
    wrapped(text).iter().map(|line| paint(style, line)).collect::<Vec<_>>().join("\n")
}

/// In lines that stand behind the ids.
fn wrapped(text: &str) -> Vec<Cow<'_, str>> {
    let width = terminal::width().min(WIDEST);
    let options = textwrap::Options::new(width).initial_indent(INDENT).subsequent_indent(INDENT);
    textwrap::wrap(text, options)
}
