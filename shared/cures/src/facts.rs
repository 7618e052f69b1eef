//! What is known of a trouble.

/// A thread, a task or a future that is polled beside others, by number.
pub type Actor = usize;

/// A place of the program: a line and a column, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub line: u32,
    pub column: u32,
}

/// What is known of a trouble.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// What actors wait for that will never come.
    pub waits: Vec<Wait>,
    /// Where each of them was last.
    pub last: Vec<(Actor, Place)>,
    /// Where the thread of a runtime is blocked.
    pub blocks: Vec<Place>,
    /// What was read and then written, where somebody else wrote in between.
    pub rewrites: Vec<Rewrite>,
    /// Who panicked, in this order; `main` is the last.
    pub panics: Vec<Panic>,
    /// Where was started what was not done when the program ended.
    pub left: Vec<Place>,
    /// What was received by a future that was then dropped.
    pub lost: Vec<Lost>,
}

/// What an actor waits for that will never come.
#[derive(Clone, Debug)]
pub struct Wait {
    pub who: Actor,
    pub at: Place,
    /// What for: "a message".
    pub awaited: String,
    /// What that comes from: "channel".
    pub kind: String,
    /// What keeps it from coming.
    pub keepers: Vec<Keeper>,
}

/// What keeps something from coming.
#[derive(Clone, Copy, Debug)]
pub enum Keeper {
    /// Somebody took it there and holds it.
    Holder(Actor, Place),
    /// A sender that was made there is still alive.
    Sender(Place),
    /// It came from there when nobody waited for it.
    Missed(Place),
    /// Somebody has not ended.
    End,
}

/// Somebody read at the first place and wrote at the second what follows from that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rewrite {
    pub read: Place,
    pub write: Place,
}

/// A future received something, and was dropped before it did anything with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    pub received: Place,
    /// The call that polled it beside others.
    pub polled: Place,
    /// The future as it stands in that call.
    pub future: String,
}

/// Somebody panicked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panic {
    pub who: Actor,
    pub at: Place,
    /// The first line of what was said.
    pub message: String,
}

impl Facts {
    /// The places where senders were made that keep receivers waiting.
    pub(crate) fn senders(&self) -> Vec<Place> {
        let mut places: Vec<Place> = self.waits.iter().flat_map(Wait::senders).collect();
        places.sort();
        places.dedup();
        places
    }
}

impl Wait {
    pub(crate) fn senders(&self) -> impl Iterator<Item = Place> {
        self.keepers.iter().filter_map(|keeper| match keeper {
            Keeper::Sender(place) => Some(*place),
            _ => None,
        })
    }

    pub(crate) fn holders(&self) -> impl Iterator<Item = (Actor, Place)> {
        self.keepers.iter().filter_map(|keeper| match keeper {
            Keeper::Holder(who, place) => Some((*who, *place)),
            _ => None,
        })
    }

    /// Whether it waits for somebody's end.
    pub(crate) fn is_join(&self) -> bool {
        self.keepers.iter().any(|keeper| matches!(keeper, Keeper::End))
    }
}
