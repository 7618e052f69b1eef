//! Who reads and who writes.

use ::std::collections::BTreeMap;
use engine::{Owns, Site, State, TaskId, Wait};

#[derive(Clone)]
pub(crate) struct Holders {
    pub(super) writer: Option<(TaskId, Site)>,
    /// How often each task reads, and since where.
    pub(super) readers: BTreeMap<TaskId, (usize, Site)>,
    /// Stands for the data.
    pub(super) token: u64,
    pub(super) poisoned: bool,
}

impl Holders {
    pub fn readable(&self) -> bool {
        self.writer.is_none()
    }

    pub fn writable(&self) -> bool {
        self.writer.is_none() && self.readers.is_empty()
    }

    pub fn begin_to_read(&mut self, site: Site) {
        if let Some(me) = engine::current() {
            self.readers.entry(me).or_insert((0, site)).0 += 1;
        }
    }

    pub fn stop_reading(&mut self) {
        let Some(me) = engine::current() else { return };
        if let Some((count, _)) = self.readers.get_mut(&me) {
            *count -= 1;
        }
        self.readers.retain(|_, (count, _)| *count > 0);
    }
}

impl Owns for Holders {
    fn content(&self) -> u64 {
        engine::digest((self.token, self.poisoned))
    }

    fn rewrite(&mut self, token: u64) {
        self.token = token;
    }
}

impl State for Holders {
    fn digest(&self) -> u64 {
        let readers: Vec<_> = self.readers.iter().map(|(task, (count, _))| (task, count)).collect();
        engine::digest((self.writer.map(|(task, _)| task), readers, self.token, self.poisoned))
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        let writer = self.writer.map(|(task, site)| ("written", task, site));
        let readers = self.readers.iter().map(|(task, (_, site))| ("read", *task, *site));
        let held: Vec<String> = writer
            .into_iter()
            .chain(readers)
            .map(|(how, task, site)| {
                let holder = (wait.name_of)(task);
                let holder = if holder == wait.task { "itself" } else { &holder };
                format!("{how} by {holder} since line {}", site.line())
            })
            .collect();
        let Wait { task, line, made, .. } = wait;
        format!("{task} waits at line {line} for the lock made at line {made}, {}", held.join(" and "))
    }
}
