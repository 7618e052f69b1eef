//! Who reads, who writes and who waits.

use ::std::collections::{BTreeMap, BTreeSet, VecDeque};
use engine::{Holder, Keeper, Owns, Site, State, TaskId, Wait};

/// As on Linux, where readers and writers sleep apart from each other, and a lock only says whether anybody does.
#[derive(Clone)]
pub(crate) struct Holders {
    pub(super) writer: Option<Holder>,
    /// How often each task reads, and since where.
    readers: BTreeMap<TaskId, (usize, Holder)>,
    /// Readers may be asleep.
    readers_wait: bool,
    /// Writers may be asleep.
    writers_wait: bool,
    sleeping_readers: BTreeSet<TaskId>,
    /// The first is woken first.
    sleeping_writers: VecDeque<TaskId>,
    /// Stands for the data.
    pub(super) token: u64,
    pub(super) poisoned: bool,
}

impl Holders {
    pub const fn nobody() -> Holders {
        Holders {
            writer: None,
            readers: BTreeMap::new(),
            readers_wait: false,
            writers_wait: false,
            sleeping_readers: BTreeSet::new(),
            sleeping_writers: VecDeque::new(),
            token: 0,
            poisoned: false,
        }
    }

    /// Whoever waits keeps new readers out.
    pub fn readable(&self) -> bool {
        self.writer.is_none() && !self.is_waited_for()
    }

    pub fn writable(&self) -> bool {
        self.writer.is_none() && self.readers.is_empty()
    }

    /// Somebody waits, or has just been woken.
    pub fn is_waited_for(&self) -> bool {
        self.readers_wait || self.writers_wait
    }

    /// Says so where nothing but a waiting writer keeps readers out: that is up to the system.
    pub fn rests_on_linux(&self) {
        if self.writer.is_none() {
            engine::rests_on(
                "a thread that waits to write keeps new readers out of an `RwLock`, as it does on Linux",
            );
        }
    }

    pub fn begin_to_read(&mut self, site: Site) {
        if let Some(me) = engine::holder(site) {
            self.readers.entry(me.task).or_insert((0, me)).0 += 1;
        }
    }

    pub fn begin_to_write(&mut self, site: Site) {
        self.writer = engine::holder(site);
    }

    pub fn wait_to_read(&mut self) {
        self.rests_on_linux();
        self.readers_wait = true;
        self.sleeping_readers.extend(engine::current());
    }

    pub fn wait_to_write(&mut self) {
        self.writers_wait = true;
        self.sleeping_writers.extend(engine::current());
    }

    /// Others may still sleep when one that did has the lock.
    pub fn write_after_waiting(&mut self, site: Site) {
        self.writers_wait = true;
        self.begin_to_write(site);
    }

    pub fn sleeps(&self, task: TaskId) -> bool {
        self.sleeping_readers.contains(&task) || self.sleeping_writers.contains(&task)
    }

    pub fn stop_reading(&mut self) {
        let Some(me) = engine::current() else { return };
        if let Some((count, _)) = self.readers.get_mut(&me) {
            *count -= 1;
        }
        self.readers.retain(|_, (count, _)| *count > 0);
        if self.readers.is_empty() && self.writers_wait {
            self.wake();
        }
    }

    pub fn stop_writing(&mut self) {
        self.writer = None;
        self.wake();
    }

    /// Whoever wrote goes on as a reader.
    pub fn downgrade(&mut self, site: Site) {
        self.writer = None;
        self.begin_to_read(site);
        self.wake_readers();
    }

    /// Wakes a writer, or all readers if none sleeps.
    fn wake(&mut self) {
        let woken = ::std::mem::take(&mut self.writers_wait) && self.sleeping_writers.pop_front().is_some();
        if !woken {
            self.wake_readers();
        }
    }

    fn wake_readers(&mut self) {
        if ::std::mem::take(&mut self.readers_wait) {
            self.sleeping_readers.clear();
        }
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
        let asleep = (self.readers_wait, self.writers_wait, &self.sleeping_readers, &self.sleeping_writers);
        engine::digest((self.writer.map(|holder| holder.task), readers, asleep, self.token, self.poisoned))
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        let named = |task: TaskId| {
            let name = (wait.name_of)(task);
            if name == wait.task { "itself".to_owned() } else { name }
        };
        let writer = self.writer.map(|holder| ("written", holder));
        let readers = self.readers.values().map(|(_, holder)| ("read", *holder));
        let held = writer.into_iter().chain(readers).map(|(how, holder)| {
            let since = engine::Place::of(holder.site);
            format!("{how} by {} since line {since}", (wait.name_of_holder)(&holder))
        });
        let held = held.collect::<Vec<_>>().join(" and ");
        let Wait { task, line, made, .. } = wait;
        let kept_out = match self.sleeping_writers.front() {
            Some(writer) if wait.awaited == TO_READ && self.writer.is_none() => {
                format!(", and {}, which waits to write, keeps new readers out", named(*writer))
            }
            _ => String::new(),
        };
        format!("{task} waits at line {line} for the lock made at line {made}, {held}{kept_out}")
    }

    fn keepers(&self, _awaited: &str, _made: Site) -> Vec<Keeper> {
        let readers = self.readers.values().map(|(_, holder)| *holder);
        self.writer.into_iter().chain(readers).map(Keeper::Holder).collect()
    }
}

/// What a reader waits for.
pub(super) const TO_READ: &str = "the lock to read";
/// What a writer waits for.
pub(super) const TO_WRITE: &str = "the lock to write";
