//! What tokio's semaphores, locks and bounded channels are made of: permits, which go to who asked first.

/// Permits, which go to who asked first.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Permits {
    pub free: i64,
    pub closed: bool,
    /// Who waits, and for how many more; who asked first takes all that come until it has enough.
    pub queue: Vec<(usize, i64)>,
    /// Who waited when they were closed, and for how many more.
    stopped: Vec<(usize, i64)>,
}

/// What comes of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Given,
    Closed,
    Later,
}

impl Permits {
    pub fn new(free: i64) -> Permits {
        Permits { free, closed: false, queue: Vec::new(), stopped: Vec::new() }
    }

    /// Asks for the first time.
    pub fn ask(&mut self, body: usize, count: i64) -> Asked {
        if self.closed {
            return Asked::Closed;
        }
        if self.free >= count {
            self.free -= count;
            return Asked::Given;
        }
        self.queue.push((body, count - self.free));
        self.free = 0;
        Asked::Later
    }

    /// Asks again.
    pub fn ask_again(&self, body: usize) -> Asked {
        if self.closed {
            Asked::Closed
        } else if self.queue.iter().any(|(other, _)| *other == body) {
            Asked::Later
        } else {
            Asked::Given
        }
    }

    /// Waits no longer; gives back what it had.
    pub fn leave(&mut self, body: usize, count: i64) {
        let mut all = self.queue.iter().chain(&self.stopped);
        let lacked = all.find(|(other, _)| *other == body).map_or(0, |(_, lacked)| *lacked);
        self.queue.retain(|(other, _)| *other != body);
        self.stopped.retain(|(other, _)| *other != body);
        self.add(count - lacked);
    }

    pub fn try_take(&mut self, count: i64) -> Asked {
        if self.closed {
            Asked::Closed
        } else if self.free >= count {
            self.free -= count;
            Asked::Given
        } else {
            Asked::Later
        }
    }

    pub fn add(&mut self, mut count: i64) {
        while count > 0
            && let Some((_, lacks)) = self.queue.first_mut()
        {
            let given = count.min(*lacks);
            *lacks -= given;
            count -= given;
            if *lacks == 0 {
                self.queue.remove(0);
            }
        }
        self.free = self.free.saturating_add(count);
    }

    /// Nobody gets any more.
    pub fn close(&mut self) {
        self.closed = true;
        self.stopped.append(&mut self.queue);
    }
}
