//! Where a trouble shows.

use super::Case;
use super::facts::place_of;
use answers::Mark;
use cures::{Facts, Place};
use engine::{Keeper, Stuck};

impl Case<'_> {
    /// Who waits where for what, who holds it, and where it was made.
    pub fn waits_marked(&self) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        // Who waits for another's end only waits for what that one waits for.
        let (joins, others): (Vec<&Stuck>, Vec<&Stuck>) =
            self.run.stuck.iter().partition(|stuck| is_join(stuck));
        for stuck in others.iter().chain(&joins) {
            let name = self.name(stuck.who);
            let waits = self
                .place(stuck.site)
                .map(|place| mark(place, format!("{name} waits for {} here", self.awaited(stuck))));
            let keepers = stuck.keepers.iter().filter_map(|(keeper, who)| {
                let (site, label) = match keeper {
                    Keeper::Holder(holder) => {
                        let holder_name = self.name((*who)?);
                        (holder.site, format!("{holder_name} took it here and holds it"))
                    }
                    Keeper::Sender(site) => (*site, "a sender made here is still alive".to_owned()),
                    Keeper::Missed(site) => {
                        (*site, "the notification came from here, when nobody waited".to_owned())
                    }
                    Keeper::Task(_) => return None,
                };
                Some(mark(self.place(site)?, label))
            });
            let keepers: Vec<Mark> = keepers.collect();
            let made = stuck
                .made
                .and_then(|(site, kind)| Some(mark(self.place(site)?, format!("the {kind} is made here"))));
            let made =
                made.filter(|made| !is_join(stuck) && !keepers.iter().any(|other| other.line == made.line));
            marks.extend(waits.into_iter().chain(keepers).chain(made));
        }
        let mut seen: Vec<Mark> = Vec::new();
        for mark in marks {
            if !seen.contains(&mark) {
                seen.push(mark);
            }
        }
        seen
    }

    /// Where a thread is blocked, and by whom.
    pub fn blocks_marked(&self, facts: &Facts) -> Vec<Mark> {
        let by = |place: &Place| {
            let blocks = self.run.events.iter().filter(|event| place_of(event) == Some(*place));
            let mut names: Vec<String> =
                blocks.map(|event| self.name((event.number, event.branch))).collect();
            names.sort();
            names.dedup();
            let sleep = if names.len() == 1 { "sleeps" } else { "sleep" };
            let names = names.join(" and ");
            mark(*place, format!("while {names} {sleep} here, nobody else can use the thread"))
        };
        facts.blocks.iter().map(by).collect()
    }

    pub fn name(&self, who: engine::Who) -> String {
        format!("`{}`", self.lanes.all[self.actor(who)].name)
    }

    fn awaited(&self, stuck: &Stuck) -> String {
        match stuck.keepers.first() {
            Some((Keeper::Task(_), Some(who))) => format!("the end of {}", self.name(*who)),
            _ if stuck.awaited.is_empty() => "a change".to_owned(),
            _ => stuck.awaited.to_owned(),
        }
    }
}

/// Where something was read and written.
pub fn of_rewrites(facts: &Facts) -> Vec<Mark> {
    let both = facts.rewrites.iter().flat_map(|rewrite| {
        [
            mark(rewrite.write, "this is done as if nobody had written since then".to_owned()),
            mark(rewrite.read, "it is read here".to_owned()),
        ]
    });
    both.collect()
}

fn is_join(stuck: &Stuck) -> bool {
    stuck.keepers.iter().any(|(keeper, _)| matches!(keeper, Keeper::Task(_)))
}

pub fn mark(Place { line, column }: Place, label: String) -> Mark {
    Mark { line, column, label }
}
