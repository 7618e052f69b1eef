//! What keeps something that is awaited from coming.

use crate::parts::holder::{Holder, Who};
use crate::parts::site::Site;
use crate::parts::task_id::TaskId;

/// What keeps something that is awaited from coming.
#[derive(Clone, Copy, Debug)]
pub enum Keeper {
    /// Somebody holds it.
    Holder(Holder),
    /// A sender that was made there is still alive.
    Sender(Site),
    /// It came there, when nobody waited for it.
    Missed(Site),
    /// A task has not ended; it is named if it has a coroutine of its own.
    Task(Option<TaskId>),
}

/// Something for which a task, or one of the futures that it polls, waits for ever.
#[derive(Clone, Debug)]
pub struct Stuck {
    pub who: Who,
    /// Where it waits.
    pub site: Site,
    /// What for: "a message".
    pub awaited: &'static str,
    /// Where what it waits for was made, and what it is: "channel".
    pub made: Option<(Site, &'static str)>,
    /// What keeps that from coming.
    pub keepers: Vec<(Keeper, Option<Who>)>,
}

impl Keeper {
    pub(crate) fn who(&self) -> Option<Who> {
        match self {
            Keeper::Holder(holder) => Some(holder.who()),
            Keeper::Task(task) => task.map(|task| (task.index, None)),
            Keeper::Sender(_) | Keeper::Missed(_) => None,
        }
    }
}
