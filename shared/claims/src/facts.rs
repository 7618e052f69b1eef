//! The recorded table of claims and verdicts, `FACTS.md`.

use std::collections::BTreeMap;

use crate::claim::{Claim, Topic};
use crate::finding::{Finding, Verdict};

/// The table, in the order of the claims.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    pub rows: Vec<Row>,
    /// On which the figures were measured; empty if there are none.
    pub machine: String,
}

/// What is recorded of one claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub id: String,
    pub says: String,
    /// With its condition, or with what is true instead.
    pub verdict: Verdict,
    pub evidence: String,
    /// A command, or a link.
    pub look: String,
}

const HEAD: &str = "\
# The fact-check

What chapters 16 and 17, and notes on them, say about how programs behave, in our words, and whether it is so. Each verdict
comes from a check that runs: every output that a program can print, under every schedule; a real run; what the compiler
says; or a measurement. Each check was also tried on a program that was changed a little, so that the sentence is not true
of it, and gave another verdict there.

This table is written by `cargo xtask claims --record`, and `cargo test claims` finds out whether it still tells what the
checks find. To look for yourself, type what stands in the last column behind `cargo xtask`, or read the program there.
";

/// What the line begins with that names the machine.
const MACHINE: &str = "Measured on ";

const MEASURED: &str = "\
These figures, and those of A27 and T21, come from one machine; `cargo xtask cost` measures yours. Each will be another there;
which of two is the larger should be the same.
";

impl Facts {
    pub fn add(&mut self, claim: &Claim, finding: &Finding) {
        self.rows.push(Row {
            id: claim.id.to_owned(),
            says: claim.says.to_owned(),
            verdict: finding.verdict.clone(),
            evidence: finding.evidence.clone(),
            look: claim.look_as_link(),
        });
    }

    pub fn row(&self, id: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.id == id)
    }

    /// Reads the table back. Whatever is not a row of it is passed over.
    pub fn parse(text: &str) -> Facts {
        let machine = text.lines().find_map(|line| line.strip_prefix(MACHINE)?.strip_suffix('.'));
        let rows = text.lines().filter_map(Row::parse).collect();
        Facts { rows, machine: machine.unwrap_or_default().to_owned() }
    }

    /// The whole file.
    pub fn to_markdown(&self) -> String {
        let mut text = format!("{HEAD}\n{}\n", self.summary());
        let limited: String = self.rows.iter().filter_map(Row::to_remark).collect();
        text += &format!("\n## Not quite as said\n\n{limited}");
        for topic in Topic::ALL {
            let rows = self.rows.iter().filter(|row| Topic::of(&row.id) == topic);
            let rows: String = rows.map(Row::to_markdown).collect();
            text += &format!("\n## {}\n\n", topic.title());
            if topic == Topic::Costs {
                text += &format!("{MEASURED}{MACHINE}{}.\n\n", self.machine);
            }
            text += &format!("| | claim | verdict | what was found | look |\n|---|---|---|---|---|\n{rows}");
        }
        text
    }

    /// How many claims hold, and which of them don't.
    fn summary(&self) -> String {
        let mut ids: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for row in &self.rows {
            ids.entry(row.verdict.words()).or_default().push(&row.id);
        }
        let of = |words| ids.get(words).map_or(&[][..], |ids| &ids[..]);
        let (conditional, failing) = (of("holds with a condition"), of("does not hold"));
        format!(
            "Of {} claims, {} hold, {} hold with a condition ({}), and {} do not hold ({}).",
            self.rows.len(),
            of("holds").len(),
            conditional.len(),
            conditional.join(", "),
            failing.len(),
            failing.join(", "),
        )
    }
}

impl Row {
    /// Whether this is still the verdict. Where it was measured, what the figures say in words may differ.
    pub fn agrees(&self, claim: &Claim, verdict: &Verdict) -> bool {
        if claim.is_measured() { self.verdict.words() == verdict.words() } else { self.verdict == *verdict }
    }

    fn to_markdown(&self) -> String {
        let but = self.verdict.but().map(|but| format!(": {but}")).unwrap_or_default();
        let cells = [
            self.id.clone(),
            self.says.clone(),
            format!("**{}**{but}", self.verdict.words()),
            self.evidence.clone(),
            self.look.clone(),
        ];
        format!("| {} |\n", cells.map(|cell| cell.replace('|', "\\|")).join(" | "))
    }

    /// What there is to say to it, unless it simply holds.
    fn to_remark(&self) -> Option<String> {
        let Row { id, says, verdict, .. } = self;
        let but = match verdict {
            Verdict::Holds => return None,
            Verdict::Conditional(condition) => format!("It holds {condition}."),
            Verdict::Fails(instead) => format!("It does not hold: {instead}."),
        };
        Some(format!("- **{id}** {says} *{but}*\n"))
    }

    fn parse(line: &str) -> Option<Row> {
        let cells = line.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ");
        let cells: Vec<String> = cells.map(|cell| cell.replace("\\|", "|")).collect();
        let [id, says, verdict, evidence, look] = <[String; 5]>::try_from(cells).ok()?;
        Some(Row { id, says, verdict: parse_verdict(&verdict)?, evidence, look })
    }
}

fn parse_verdict(cell: &str) -> Option<Verdict> {
    let (words, but) = cell.strip_prefix("**")?.split_once("**")?;
    let but = || but.strip_prefix(": ").unwrap_or_default().to_owned();
    match words {
        "holds" => Some(Verdict::Holds),
        "holds with a condition" => Some(Verdict::Conditional(but())),
        "does not hold" => Some(Verdict::Fails(but())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, verdict: Verdict) -> Row {
        let [says, evidence, look] = ["A | B is so", "1 output", "explore 16-02"].map(str::to_owned);
        Row { id: id.to_owned(), says, verdict, evidence, look }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let rows = vec![
            row("T1", Verdict::Holds),
            row("A2", Verdict::Conditional("on time".to_owned())),
            row("C3", Verdict::Fails("C: D".to_owned())),
        ];
        let facts = Facts { rows, machine: "a machine, 2 processors".to_owned() };
        assert_eq!(Facts::parse(&facts.to_markdown()), facts);
    }

    #[test]
    fn the_summary_names_what_does_not_simply_hold() {
        let facts = Facts {
            rows: vec![row("T1", Verdict::Holds), row("T2", Verdict::Fails("no".to_owned()))],
            ..Facts::default()
        };
        let words = "Of 2 claims, 1 hold, 0 hold with a condition (), and 1 do not hold (T2).";
        assert_eq!(facts.summary(), words);
    }
}
