//! What can happen in an execution, with the words for it.

use std::fmt;

/// What can happen in an execution: what it is to whoever draws it, and the words for it, declared once. A library whose
/// operations need others declares its own with [`crate::verbs`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Verb(&'static Words);

/// What there is to say of a [`Verb`]. In texts, `{}` stands for what it is about.
#[derive(Debug, PartialEq, Eq)]
pub struct Words {
    /// In the past tense: "locked to read".
    pub past: &'static str,
    /// What kind of thing it is.
    pub role: Role,
    /// As a story tells it: "asked whether {} is poisoned". `None` if a reader of the program would not tell it.
    pub told: Option<&'static str>,
    /// What is being done, in two or three words: "locks to read".
    pub label: &'static str,
}

/// What kind of thing happens, for whoever draws it or looks for what it was caused by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Spawned,
    Printed,
    Slept,
    /// It went to sleep as a thread does, whatever it is.
    SleptAsThread,
    Woke,
    Waits,
    Sent,
    Received,
    /// It found nobody at the other end.
    FoundClosed,
    Locked,
    Unlocked,
    Notified,
    Joined,
    /// It left an end of a channel, or closed it.
    Closed,
    Ended,
    Dropped,
    Panicked,
    Exited,
    /// It never ran again.
    Stuck,
    /// Something else that is told.
    Other,
    /// Something that is told, but goes without saying in a picture.
    Undrawn,
}

impl Verb {
    pub const fn new(words: &'static Words) -> Verb {
        Verb(words)
    }

    pub fn past(self) -> &'static str {
        self.0.past
    }

    pub fn role(self) -> Role {
        self.0.role
    }

    /// As a story tells what was done with this; `None` if it would not.
    pub fn told(self, about: &str) -> Option<String> {
        self.0.told.map(|text| text.replace("{}", about).trim_end().to_owned())
    }

    /// What is being done with this, in two or three words.
    pub fn label(self, about: &str) -> String {
        self.0.label.replace("{}", about)
    }
}

impl fmt::Debug for Verb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.past)
    }
}

/// As it is told in the past tense.
impl fmt::Display for Verb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.past)
    }
}

/// Declares verbs: a name, what kind of thing it is, and the words for it.
#[macro_export]
macro_rules! verbs {
    ($($name:ident: $role:ident, $past:literal, $label:literal, $told:expr;)*) => {$(
        pub const $name: $crate::Verb = $crate::Verb::new(&$crate::verb::Words {
            past: $past,
            role: $crate::Role::$role,
            told: $told,
            label: $label,
        });
    )*};
}

/// What is done by a poll that finds that it has to wait.
pub const HAS_TO_WAIT: &str = "has to wait";

// What the engine does by itself.
verbs! {
    STARTED: Other, "started", "", None;
    SPAWNED: Spawned, "spawned", "starts {}", Some("spawned {}");
    HAS_SPAWNED: Other, "spawned", "", None;
    PRINTED: Printed, "printed", "{}", Some("printed `{}`");
    SAID: Other, "said", "", None;
    YIELDED: Other, "yielded", "yields", Some("let others go first");
    LOOKED_AT_THE_TIME: Other, "looked at the time", "", None;
    SLEPT_AS_A_THREAD: SleptAsThread, "slept as a thread", "sleeps", Some("went to sleep");
    WOKE: Woke, "woke", "wakes", Some("woke up");
    WOKE_LATE: Other, "woke late", "wakes {} late", Some("woke up {} late");
    WENT_ON_LATE: Other, "went on late", "goes on late", Some("went on {} late");
    WAITS_FOR: Waits, "waits for", "waits for {}", None;
    ENDED: Ended, "ended", "ends", Some("ended");
    WAS_DROPPED: Dropped, "was dropped", "is dropped", Some("was dropped");
    PANICKED: Panicked, "panicked", "panics", Some("panicked");
    EXITED: Exited, "exited", "ends the program", Some("ended the program");
    NEVER_RAN_AGAIN: Stuck, "never ran again", "waits for ever", Some("never went on: {}");
}

// Threads and tasks.
verbs! {
    JOINED: Joined, "joined", "joins", Some("joined {}");
    DETACHED: Undrawn, "detached", "detaches", Some("detached {}");
    LET_GO_OF: Other, "let go of", "lets go", Some("let go of {}");
    LEFT_ITS_RESULT: Other, "left its result", "leaves its result", Some("left its result");
    ASKED_WHETHER_IT_HAS_ENDED: Other, "asked whether it has ended", "asks whether it has ended", Some("asked whether {} has ended");
    PARKED: Other, "parked", "parks", Some("parked");
    PARKED_UNTIL: Slept, "parked until", "sleeps", Some("parked until {}");
    WAS_UNPARKED: Woke, "was unparked", "wakes", Some("was unparked");
    UNPARKED: Notified, "unparked", "unparks", Some("unparked {}");
    WENT_ON: Woke, "went on", "wakes", Some("went on");
    LEFT_THE_SCOPE: Other, "left the scope", "leaves the scope", Some("left {}");
    COUNTED_ITSELF_OUT_OF_THE_SCOPE: Other, "counted itself out of the scope", "", None;
    SAW_THE_THREADS_END_OF: Joined, "saw the threads end of", "sees its threads end", Some("saw the threads of {} end");
    SAW_THE_END: Undrawn, "saw the end", "sees the end", Some("saw the end of {}");
    LOOKED_FOR_TASKS: Other, "looked for tasks", "", None;
    SHUT_DOWN: Undrawn, "shut down", "shuts down", Some("shut down the runtime");
    GOT_A_WORKER: Other, "got a worker", "gets a worker", Some("got a worker of {}");
    ABORTED: Other, "aborted", "aborts", Some("aborted {}");
    WAS_POLLED: Other, "woke", "", None;
    LOOKED_WHO_IS_WOKEN: Other, "looked who is woken", "looks who is woken", Some("looked who is woken");
}

// Time.
verbs! {
    SLEPT: Slept, "slept", "sleeps", Some("went to sleep");
    WAITS_UNTIL: Slept, "waits until", "sleeps", None;
    WAITS_FOR_A_MESSAGE_UNTIL: Slept, "waits for a message until", "sleeps", None;
    ASKED_WHETHER_IT_IS_OVER: Other, "asked whether it is over", "asks whether it is over", Some("asked whether {} is over");
}

// Channels.
verbs! {
    SENT: Sent, "sent", "sends", Some("sent a message into {}");
    TRIED_TO_SEND: Other, "tried to send", "tries to send", Some("tried to send a message into {}");
    RESERVED: Other, "reserved", "reserves room", Some("reserved room in {}");
    GAVE_ROOM_BACK: Other, "gave room back", "gives room back", Some("gave back room in {}");
    HANDED_OVER: Other, "handed over", "hands over", Some("handed a message over through {}");
    RECEIVED: Received, "received", "receives", Some("received a message from {}");
    TRIED_TO_RECEIVE: Other, "tried to receive", "tries to receive", Some("tried to receive a message from {}");
    BEGAN_TO_RECEIVE: Other, "began to receive", "", None;
    GAVE_UP_WAITING_FOR_A_MESSAGE_FROM: Other, "gave up waiting for a message from", "gives up waiting for a message from", Some("gave up waiting for a message from {}");
    FOUND_NO_SENDER_LEFT_OF: FoundClosed, "found no sender left of", "no sender left", Some("found no sender left of {}");
    FOUND_NOBODY_TO_RECEIVE_FROM: FoundClosed, "found nobody to receive from", "no receiver left", Some("found nobody to receive from {}");
    SAW_THE_CHANNEL_CLOSED: Other, "saw the channel closed", "sees the channel closed", Some("found nobody left at the other end of {}");
    DROPPED_A_SENDER_OF: Closed, "dropped a sender of", "drops a sender", Some("dropped a sender of {}");
    DROPPED_THE_RECEIVER_OF: Closed, "dropped the receiver of", "drops the receiver", Some("dropped the receiver of {}");
    DROPPED: Closed, "dropped", "drops", Some("dropped an end of {}");
    CLOSED: Closed, "closed", "closes", Some("closed {}");
    LOOKED_AT_THE_CHANNEL: Other, "looked at the channel", "looks at the channel", Some("looked at {}");
    CLONED: Other, "cloned", "", None;
    UPGRADED: Other, "upgraded", "upgrades", Some("upgraded {}");
}

// Locks and permits.
verbs! {
    LOCKED: Locked, "locked", "locks", Some("locked {}");
    LOCKED_TO_READ: Locked, "locked to read", "locks to read", Some("locked {} to read");
    LOCKED_TO_WRITE: Locked, "locked to write", "locks to write", Some("locked {} to write");
    TRIED_TO_LOCK: Other, "tried to lock", "tries to lock", Some("tried to lock {}");
    TRIED_TO_LOCK_TO_READ: Other, "tried to lock to read", "tries to lock to read", Some("tried to lock {} to read");
    TRIED_TO_LOCK_TO_WRITE: Other, "tried to lock to write", "tries to lock to write", Some("tried to lock {} to write");
    UNLOCKED: Unlocked, "unlocked", "unlocks", Some("unlocked {}");
    WENT_ON_AS_A_READER_OF: Other, "went on as a reader of", "goes on as a reader", Some("went on as a reader of {}");
    ASKED_WHETHER_A_LOCK_IS_POISONED: Other, "asked whether a lock is poisoned", "asks whether a lock is poisoned", Some("asked whether {} is poisoned");
    CLEARED_A_POISONED_LOCK: Other, "cleared a poisoned lock", "clears a poisoned lock", Some("cleared the poison of {}");
    TOOK: Locked, "took", "takes", Some("took {}");
    TRIED_TO_TAKE: Other, "tried to take", "tries to take", Some("tried to take {}");
    GAVE_BACK: Unlocked, "gave back", "gives back", Some("gave back {}");
    ADDED_PERMITS: Other, "added permits", "adds permits", Some("added permits to {}");
    FORGOT: Other, "forgot", "forgets", Some("forgot {}");
    LOOKED_AT: Other, "looked at", "looks at", Some("looked at {}");
}

// Waiting for each other.
verbs! {
    CAME_TO_THE_BARRIER: Notified, "came to the barrier", "comes to the barrier", Some("came to {}");
    WENT_PAST_THE_BARRIER: Woke, "went past the barrier", "wakes", Some("went past {}");
    BEGAN_TO_WAIT: Other, "began to wait", "", None;
    UNLOCKED_TO_WAIT_FOR: Undrawn, "unlocked to wait for", "unlocks and waits", Some("unlocked what it held and began to wait for {}");
    BEGAN_TO_WAIT_FOR: Other, "began to wait for", "began to wait for", Some("began to wait for {}");
    NOTIFIED: Notified, "notified", "notifies", Some("notified {}");
    NOTIFIED_ALL: Notified, "notified all", "notifies all", Some("notified all {}");
    ASKED_TO_BE_NOTIFIED: Other, "asked to be notified", "asks to be notified", Some("asked {} for a notice");
    WAS_NOTIFIED: Woke, "was notified", "wakes", Some("was notified by {}");
    ASKED_FOR_WHAT_IS_MADE_ONCE: Other, "asked for what is made once", "asks for what is made once", Some("asked for {}");
    ASKED_WHETHER_IT_IS_MADE: Other, "asked whether it is made", "asks whether it is made", Some("asked whether {} is done");
    FOUND_IT_MADE: Other, "found it made", "finds it made", Some("found {} done");
    MADE_IT: Other, "made it", "makes it", Some("did {}");
}

// Atomics.
verbs! {
    LOADED: Other, "loaded", "loads", Some("read {}");
    STORED: Other, "stored", "stores", Some("wrote to {}");
    SWAPPED: Other, "swapped", "swaps", Some("swapped what is in {}");
    ADDED: Other, "added", "adds", Some("added to {}");
    SUBTRACTED: Other, "subtracted", "subtracts", Some("subtracted from {}");
    COMBINED: Other, "combined", "combines", Some("changed bits of {}");
    RAISED: Other, "raised", "raises", Some("raised {}");
    LOWERED: Other, "lowered", "lowers", Some("lowered {}");
    NEGATED: Other, "negated", "negates", Some("negated {}");
    COMPARED_AND_EXCHANGED: Other, "compared and exchanged", "compares and exchanges", Some("compared and exchanged what is in {}");
}

// Streams.
verbs! {
    FLUSHED: Other, "flushed", "", None;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_tells_what_is_done_and_leaves_out_how_the_explorer_does_it() {
        assert_eq!(PRINTED.told("hi").as_deref(), Some("printed `hi`"));
        assert_eq!(LOCKED.told("the lock made at line 5").as_deref(), Some("locked the lock made at line 5"));
        assert_eq!(
            ASKED_WHETHER_A_LOCK_IS_POISONED.told("the lock made at line 5").as_deref(),
            Some("asked whether the lock made at line 5 is poisoned")
        );
        assert_eq!(WAS_UNPARKED.told("the thread made at line 5").as_deref(), Some("was unparked"));
        assert_eq!(YIELDED.told("").as_deref(), Some("let others go first"));
        assert_eq!(WAS_POLLED.told("the task made at line 4"), None);
        assert_eq!(LOOKED_AT_THE_TIME.told(""), None);
    }

    #[test]
    fn what_was_done_is_labelled_as_being_done() {
        assert_eq!(LOCKED_TO_READ.label("the lock made at line 5"), "locks to read");
        assert_eq!(WOKE_LATE.label("3 ms"), "wakes 3 ms late");
        assert_eq!(SPAWNED.label("thread 1"), "starts thread 1");
    }
}
