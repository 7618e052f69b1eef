//! Everything there is.

use super::permits::Permits;
use crate::language::{End, GUARDS, Program, REGISTERS};
use crate::seen::Seen;
use std::rc::Rc;

/// How many can read one of tokio's locks at a time, as far as anybody here can tell.
pub(crate) const READERS: i64 = 64;

/// Everything there is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct State {
    pub printed: Vec<Rc<str>>,
    pub bodies: Vec<Body>,
    pub mutexes: Vec<Mutex>,
    /// Who waits for the condition variable of each mutex.
    pub waiting: Vec<Vec<usize>>,
    pub rwlocks: Vec<RwLock>,
    pub atomics: Vec<i64>,
    pub onces: Vec<Once>,
    pub barriers: Vec<Vec<usize>>,
    pub channels: Vec<Channel>,
    pub arcs: Vec<i64>,
    pub async_mutexes: Vec<(Permits, i64)>,
    pub async_rwlocks: Vec<(Permits, i64)>,
    pub semaphores: Vec<Permits>,
    pub notifies: Vec<Notify>,
    pub oneshots: Vec<Oneshot>,
    pub async_channels: Vec<AsyncChannel>,
    /// In the order in which they were set.
    pub timers: Vec<Timer>,
    /// How many own the objects.
    pub owners: i64,
    /// Main has left the runtime.
    pub shut: bool,
    pub end: Option<&'static str>,
}

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

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Mutex {
    pub value: i64,
    pub held: bool,
    pub poisoned: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct RwLock {
    pub value: i64,
    pub readers: i64,
    pub writer: bool,
    pub poisoned: bool,
    /// Readers may sleep.
    pub readers_wait: bool,
    /// Writers may.
    pub writers_wait: bool,
    /// Those that do; the first is woken first.
    pub asleep: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Once {
    New,
    Making,
    Made(i64),
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Channel {
    pub queue: Vec<i64>,
    pub senders: i64,
    pub receiver: bool,
    /// Of one without room: who waits for its message to be received.
    pub offers: Vec<(usize, i64)>,
    /// And who waits for a message.
    pub receiving: Option<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct AsyncChannel {
    pub queue: Vec<i64>,
    pub senders: i64,
    pub receiver: bool,
    pub room: Permits,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Oneshot {
    pub value: Option<i64>,
    pub sender: bool,
    pub receiver: bool,
    /// Who has the receiver was told all, and must not wait for it.
    pub told: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Notify {
    pub permit: bool,
    /// How often all that waited were notified.
    pub calls: usize,
    pub waiting: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Timer {
    pub left: i64,
    pub body: usize,
    /// The runtime looks after it.
    pub of_runtime: bool,
}

impl State {
    pub fn new(program: &Program) -> State {
        let count = program.bodies.len();
        let mut bodies: Vec<Body> = (0..count).map(|_| Body::new(count)).collect();
        let all = |end, count: usize| (0..count).map(move |index| (end, index));
        let main = &mut bodies[0];
        main.life = Life::Running;
        main.acts = true;
        main.ends = all(End::Sender, program.channels.len())
            .chain(all(End::Receiver, program.channels.len()))
            .chain(all(End::AsyncSender, program.async_channels.len()))
            .chain(all(End::AsyncReceiver, program.async_channels.len()))
            .chain(all(End::OneshotSender, program.oneshots as usize))
            .chain(all(End::OneshotReceiver, program.oneshots as usize))
            .chain(all(End::Arc, program.arcs as usize))
            .collect();
        let channel =
            || Channel { queue: Vec::new(), senders: 1, receiver: true, offers: Vec::new(), receiving: None };
        let room = |bound: &i64| Permits::new(if *bound < 0 { i64::MAX } else { *bound });
        State {
            printed: Vec::new(),
            bodies,
            mutexes: (0..program.mutexes)
                .map(|value| Mutex { value, held: false, poisoned: false })
                .collect(),
            waiting: (0..program.mutexes).map(|_| Vec::new()).collect(),
            rwlocks: (0..program.rwlocks).map(RwLock::new).collect(),
            atomics: (0..program.atomics).collect(),
            onces: (0..program.onces).map(|_| Once::New).collect(),
            barriers: program.barriers.iter().map(|_| Vec::new()).collect(),
            channels: program.channels.iter().map(|_| channel()).collect(),
            arcs: (0..program.arcs).map(|_| 1).collect(),
            async_mutexes: (0..program.async_mutexes).map(|value| (Permits::new(1), value)).collect(),
            async_rwlocks: (0..program.async_rwlocks).map(|value| (Permits::new(READERS), value)).collect(),
            semaphores: program.semaphores.iter().map(|permits| Permits::new(*permits)).collect(),
            notifies: (0..program.notifies).map(|_| Notify::default()).collect(),
            oneshots: (0..program.oneshots)
                .map(|_| Oneshot { value: None, sender: true, receiver: true, told: false })
                .collect(),
            async_channels: program
                .async_channels
                .iter()
                .map(|bound| AsyncChannel {
                    queue: Vec::new(),
                    senders: 1,
                    receiver: true,
                    room: room(bound),
                })
                .collect(),
            timers: Vec::new(),
            owners: 1,
            shut: false,
            end: None,
        }
    }

    pub fn print(&mut self, text: String) {
        self.printed.push(text.into());
    }

    pub fn seen(&self, end: &'static str) -> Seen {
        Seen { lines: self.printed.iter().map(ToString::to_string).collect(), end }
    }

    pub fn set_timer(&mut self, body: usize, left: i64, of_runtime: bool) {
        self.timers.push(Timer { left, body, of_runtime });
    }

    /// A body does not wait for its timer any more, whether it has fired or not.
    pub fn clear_timer(&mut self, body: usize) {
        self.timers.retain(|timer| timer.body != body);
        self.bodies[body].fired = false;
    }

    /// To when the next timer is due.
    pub fn pass_time(&mut self) {
        let passes = self.timers.iter().map(|timer| timer.left).min().unwrap_or_default();
        self.timers.iter_mut().for_each(|timer| timer.left -= passes);
        for body in &mut self.bodies {
            body.left = body.left.map(|left| (left - passes).max(0));
        }
    }

    /// What can follow when a timer that is due fires. Those of the runtime fire in the order in which they were set.
    pub fn fire(&self) -> Vec<State> {
        let due = || self.timers.iter().enumerate().filter(|(_, timer)| timer.left == 0);
        let of_threads = due().filter(|(_, timer)| !timer.of_runtime);
        let of_runtime = due().find(|(_, timer)| timer.of_runtime);
        let fire = |(place, timer): (usize, &Timer)| {
            let mut next = self.clone();
            next.timers.remove(place);
            next.bodies[timer.body].fired = true;
            next
        };
        of_threads.chain(of_runtime).map(fire).collect()
    }
}

impl RwLock {
    fn new(value: i64) -> RwLock {
        let (readers, writer, poisoned) = (0, false, false);
        let asleep = Vec::new();
        RwLock { value, readers, writer, poisoned, readers_wait: false, writers_wait: false, asleep }
    }

    pub fn is_free(&self) -> bool {
        self.readers == 0 && !self.writer
    }

    /// Whoever waits keeps readers out.
    pub fn is_readable(&self) -> bool {
        !self.writer && !self.readers_wait && !self.writers_wait
    }
}

impl Body {
    fn new(bodies: usize) -> Body {
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
