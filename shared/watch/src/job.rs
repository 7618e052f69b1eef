//! Something that takes a while, while saves and keys are listened to.

use std::thread::{self, JoinHandle};

use runner::Stop;
use terminal::Workspace;

/// Something that is done in a thread of its own. It is stopped and waited for when this is dropped.
pub struct Job {
    stop: Stop,
    thread: Option<JoinHandle<()>>,
}

impl Job {
    /// What is to be done gets a workspace that only this job stops, and hands over what it found itself.
    pub fn start(workspace: &Workspace, work: impl FnOnce(&Workspace) + Send + 'static) -> Job {
        let stop = Stop::new();
        let workspace = workspace.stopped_by(stop.clone());
        let thread = Some(thread::spawn(move || work(&workspace)));
        Job { stop, thread }
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        self.stop.ask();
        if let Some(thread) = self.thread.take() {
            // Who panicked has said so.
            let _ = thread.join();
        }
    }
}
