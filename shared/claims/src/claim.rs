//! One sentence about how programs behave, and how it is put to the test.

use crate::check::Check;

/// A sentence that the chapters, or notes on them, make about how programs behave.
pub struct Claim {
    /// `T3`, `A17`, `C5`: the letter says what it is about.
    pub id: &'static str,
    /// The sentence, in words of our own.
    pub says: &'static str,
    /// Where a reader can look for themselves: what to type behind `cargo xtask`, or a program in `programs/`.
    pub look: &'static str,
    /// Finds out whether it is true.
    pub check: Box<dyn Check>,
}

/// What a claim is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    Threads,
    Async,
    Costs,
}

impl Claim {
    pub fn topic(&self) -> Topic {
        Topic::of(self.id)
    }

    /// Whether its figures are measured, and differ from machine to machine.
    pub fn is_measured(&self) -> bool {
        !self.check.needs().measured.is_empty()
    }

    /// Its place among the claims of its topic.
    pub fn number(&self) -> u32 {
        self.id[1..].parse().unwrap_or_default()
    }

    /// Where to look, in full: a command, or a file as seen from the workspace.
    pub fn look(&self) -> String {
        if self.looks_at_a_file() {
            format!("shared/claims/programs/{}", self.look)
        } else {
            format!("cargo xtask {}", self.look)
        }
    }

    /// The same for a table in `shared/`.
    pub fn look_as_link(&self) -> String {
        if self.looks_at_a_file() {
            format!("[{0}](claims/programs/{0})", self.look)
        } else {
            format!("`{}`", self.look)
        }
    }

    fn looks_at_a_file(&self) -> bool {
        self.look.ends_with(".rs")
    }

    /// What a test of it is called: `t03_when_main_ends_spawned_threads_stop_finished_or_not`.
    pub fn name(&self) -> String {
        let mut name = format!("{}{:02}", self.id[..1].to_lowercase(), self.number());
        for word in self.says.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '\'') {
            if !word.is_empty() {
                name.push('_');
                name.extend(word.chars().filter(|c| *c != '\'').map(|c| c.to_ascii_lowercase()));
            }
        }
        name
    }
}

impl Topic {
    pub const ALL: [Topic; 3] = [Topic::Threads, Topic::Async, Topic::Costs];

    /// What the claim with this id is about.
    pub fn of(id: &str) -> Topic {
        match id.as_bytes().first() {
            Some(b'T') => Topic::Threads,
            Some(b'A') => Topic::Async,
            _ => Topic::Costs,
        }
    }

    /// A heading.
    pub fn title(self) -> &'static str {
        match self {
            Topic::Threads => "Threads",
            Topic::Async => "Tasks, futures, channels",
            Topic::Costs => "Costs",
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_test_is_called_by_id_and_sentence() {
        let claims = crate::claims();
        let name = |id| claims.iter().find(|claim| claim.id == id).map(super::Claim::name).unwrap();
        assert_eq!(name("T3"), "t03_when_main_ends_spawned_threads_stop_finished_or_not");
        assert_eq!(name("T16"), "t16_rc_cant_cross_threads_arc_can");
    }
}
