//! What there is of each body.

use crate::language::{End, GUARDS, REGISTERS};
use std::rc::Rc;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Body {
    pub life: Life,
    /// It is a thread or a task, and not a future of one.
    pub acts: bool,
    pub place: usize,
    pub registers: [i64; REGISTERS],
    pub guards: [Guard; GUARDS],
    /// In the order in which they will be dropped.
    pub ends: Vec<(End, usize)>,
    /// Of whom it has handles.
    pub handles: Vec<usize>,
    pub scoped_handles: Vec<usize>,
    /// Who runs in its scope.
    pub scoped: Vec<usize>,
    pub in_scope: bool,
    /// It borrows the objects from who waits for it.
    pub borrows: bool,
    pub parent: usize,
    pub wait: Wait,
    /// What comes before all else.
    pub todo: Vec<Todo>,
    pub panicking: bool,
    pub unparked: bool,
    /// Its timer has fired.
    pub fired: bool,
    /// How long it still waits at most, if that is more than one timer.
    pub left: Option<i64>,
    pub outs: Vec<i64>,
    pub out: i64,
    pub local: i64,
    pub loud: Option<i64>,
    pub result: i64,
    /// Of a task: which futures are being polled, each within the one before it.
    pub polled: Vec<usize>,
    pub aborted: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Life {
    Unborn,
    Running,
    /// Its scope knows what it returned, but it has not quite gone.
    Done,
    Ended,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Guard {
    None,
    Mutex(usize),
    Read(usize),
    Write(usize),
    Permits(usize, i64),
    AsyncMutex(usize),
    AsyncRead(usize),
    AsyncWrite(usize),
}

/// Of what a body has begun to wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Wait {
    Nothing,
    Sleep,
    Park,
    Recv,
    Condvar {
        mutex: usize,
        notified: bool,
    },
    Relock {
        mutex: usize,
        notified: bool,
    },
    Barrier {
        passed: bool,
    },
    Offer {
        taken: bool,
    },
    Receiving {
        handed: Option<i64>,
    },
    Making,
    Made,
    /// Until it is woken.
    ToRead(usize),
    /// It has not quite fallen asleep.
    ToWrite,
    ToWriteAsleep,
    ToWriteAgain,
    // Of futures
    Yield,
    Message,
    Oneshot,
    Task,
    Permits,
    /// It has asked for a notice, and has not been polled.
    Asked {
        calls: usize,
    },
    Notified {
        by: Option<By>,
    },
    Two {
        children: [usize; 2],
        values: [Option<i64>; 2],
        at: usize,
        all: bool,
    },
    Timeout {
        child: usize,
        value: Option<i64>,
        at: usize,
        armed: bool,
    },
}

/// Who notified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum By {
    One,
    Last,
    All,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Todo {
    Release(Guard),
    DropEnd(End, usize),
    /// It stops waiting.
    Leave(usize),
    /// Wakes those who wait for a lock that was freed; whether readers and writers were seen to wait.
    Wake(usize, bool, bool),
    Print(Rc<str>),
    /// The threads of its scope end first.
    AwaitScope,
    DropWorld,
    /// A line of the finale.
    Finale(usize),
    /// The runtime stops its tasks.
    ShutDown,
    AwaitTasks,
    Done,
    /// A future's value goes to who polls it.
    Return(usize),
    End(i64),
    Exit(&'static str),
}

impl Body {
    pub fn new(bodies: usize) -> Body {
        Body {
            life: Life::Unborn,
            acts: false,
            place: 0,
            registers: [0; REGISTERS],
            guards: [Guard::None; GUARDS],
            ends: Vec::new(),
            handles: Vec::new(),
            scoped_handles: Vec::new(),
            scoped: Vec::new(),
            in_scope: false,
            borrows: false,
            parent: 0,
            wait: Wait::Nothing,
            todo: Vec::new(),
            panicking: false,
            unparked: false,
            fired: false,
            left: None,
            outs: vec![0; bodies],
            out: 0,
            local: 0,
            loud: None,
            result: 0,
            polled: Vec::new(),
            aborted: false,
        }
    }

    pub fn has(&self, end: End, index: usize) -> bool {
        self.ends.contains(&(end, index))
    }

    /// It has it no more; false if it had not.
    pub fn lose(&mut self, end: End, index: usize) -> bool {
        let had = self.has(end, index);
        self.ends.retain(|other| *other != (end, index));
        had
    }

    /// It goes on with the next statement.
    pub fn go_on(&mut self) {
        self.wait = Wait::Nothing;
        self.place += 1;
    }
}
