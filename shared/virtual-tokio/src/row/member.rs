//! How a task of a row is told to go on or to stop.

use crate::row::Line;
use crate::task::Stops;
use engine::Site;
use std::sync::Arc;
use std::task::Wake;

/// How a task of a row is told to go on or to stop.
pub(super) struct Member {
    line: Arc<Line>,
    number: u64,
    /// A waker may outlive its execution in something that was forgotten.
    execution: Option<u32>,
}

impl Member {
    pub fn new(line: Arc<Line>, number: u64) -> Member {
        Member { line, number, execution: engine::execution() }
    }
}

impl Wake for Member {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if self.execution == engine::execution() {
            self.line.wake(self.number);
        }
    }
}

impl Stops for Member {
    fn abort(&self, site: Site) {
        self.line.abort(self.number, site);
    }
}
