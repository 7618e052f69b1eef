//! Where futures stand side by side.

use crate::parts::site::Site;

/// Where the program puts futures side by side, and which of them it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// The place of the call.
    pub site: Site,
    /// Its place among the call's futures, from 0.
    pub place: usize,
    /// What the program calls it, if the call does not show that.
    pub name: Option<&'static str>,
    /// The number of the task that polls it.
    pub number: usize,
    /// The branch of that task that it belongs to.
    pub within: Option<usize>,
    /// It is a task of its own, which happens to be polled by the thread that runs it.
    pub is_task: bool,
    /// Where it had to wait when it was polled last.
    pub waited: Option<Site>,
    /// It is ready, or was dropped.
    pub ended: bool,
}

impl Joined {
    pub(crate) fn new(site: Site, place: usize, name: Option<&'static str>) -> Joined {
        Joined { site, place, name, number: 0, within: None, is_task: false, waited: None, ended: false }
    }
}
