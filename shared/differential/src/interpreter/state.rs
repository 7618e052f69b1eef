//! Everything there is.

use super::body::{Body, Life};
use super::objects::{AsyncChannel, Channel, Mutex, Notify, Once, Oneshot, RwLock, Timer};
use super::permits::Permits;
use crate::language::{End, Program};
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
