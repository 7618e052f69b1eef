//! What senders and receiver share.

use ::std::collections::{BTreeMap, VecDeque};
use ::std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use engine::verb;
use engine::{Keeper, Operation, Parcel, Shared, Site, State, Tokens, Wait};

pub(crate) struct Channel<T> {
    pub state: Shared<Queue>,
    /// With their tickets, if their senders wait for them to be received.
    messages: Mutex<VecDeque<(u64, Parcel, T)>>,
    /// What those knew who made room.
    room: Mutex<VecDeque<Parcel>>,
}

/// Who is there, and what is under way.
#[derive(Clone)]
pub(crate) struct Queue {
    /// Stands for the messages: what their senders knew.
    pub tokens: Tokens,
    /// How many messages can be under way; 0: each waits until it is received.
    pub bound: Option<usize>,
    /// Senders by number, with what they are called and where they were made.
    pub senders: BTreeMap<u64, (&'static str, Site)>,
    made: u64,
    pub received: u64,
    pub receiver: bool,
    /// The receiver waits for a message; only kept where each message waits for it.
    pub receiving: bool,
}

impl Queue {
    /// The number of the last message, counted from 1.
    pub fn ticket(&self) -> u64 {
        self.received + self.tokens.len() as u64
    }
}

impl State for Queue {
    fn digest(&self) -> u64 {
        // Numbers of senders are left out, and those of messages unless somebody waits for one of them: they depend on
        // the past, but nothing depends on them.
        let received = (self.bound == Some(0)).then_some(self.received);
        engine::digest((&self.tokens, self.senders.len(), self.receiver, self.receiving, received))
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        if wait.awaited != MESSAGE {
            return wait.sentence_of_made() + wait.in_the_end(", from which nobody receives");
        }
        let mut makers: Vec<String> =
            self.senders.values().map(|(_, made)| engine::Place::of(made).to_string()).collect();
        makers.dedup();
        let kind = self.senders.values().next().map_or("Sender", |(kind, _)| kind);
        let alive = match (&*makers, self.senders.len()) {
            ([line], 1) => format!("the `{kind}` made at line {line} is still alive"),
            ([line], count) => format!("{count} `{kind}`s made at line {line} are still alive"),
            (lines, _) => format!("the `{kind}`s made at lines {} are still alive", lines.join(" and ")),
        };
        format!("{}; {alive}", wait.sentence())
    }

    fn keepers(&self, awaited: &str, _made: Site) -> Vec<Keeper> {
        let senders = self.senders.values().filter(|_| awaited == MESSAGE);
        senders.map(|(_, made)| Keeper::Sender(made)).collect()
    }
}

/// What a receiver waits for.
pub(crate) const MESSAGE: &str = "a message";

impl<T> Channel<T> {
    #[track_caller]
    pub fn new(bound: Option<usize>) -> Channel<T> {
        let queue = Queue {
            tokens: Tokens::default(),
            bound,
            senders: BTreeMap::new(),
            made: 0,
            received: 0,
            receiver: true,
            receiving: false,
        };
        let state = Shared::new("channel", queue).registered();
        Channel { state, messages: Mutex::default(), room: Mutex::default() }
    }

    /// Another sender.
    pub fn sender(self: &Arc<Self>, kind: &'static str, site: Site) -> Handle<T> {
        let number = self.state.update(|queue| {
            queue.made += 1;
            queue.senders.insert(queue.made, (kind, site));
            queue.made
        });
        Handle { channel: Arc::clone(self), number, kind, site }
    }

    pub fn push(&self, queue: &Queue, message: T) {
        engine::show(|| unstable::text_of(&message));
        let ticket = queue.ticket();
        // Where there was room from the start nobody has made it.
        let is_made = queue.bound.is_some_and(|bound| bound > 0 && ticket > bound as u64);
        if let Some(maker) = is_made.then(|| locked(&self.room).pop_front()).flatten() {
            maker.open();
        }
        locked(&self.messages).push_back((ticket, Parcel::pack(), message));
    }

    /// The first message; who takes it knows what its sender knew.
    pub fn pop(&self, queue: &Queue) -> Option<T> {
        let (_, parcel, message) = locked(&self.messages).pop_front()?;
        parcel.open();
        match queue.bound {
            None => {}
            Some(0) => self.state.meet(),
            Some(_) => locked(&self.room).push_back(Parcel::pack()),
        }
        engine::show(|| unstable::text_of(&message));
        Some(message)
    }

    /// Takes back a message that was not received.
    pub fn take_back(&self, ticket: u64) -> Option<T> {
        let mut messages = locked(&self.messages);
        let place = messages.iter().position(|(other, ..)| *other == ticket)?;
        messages.remove(place).map(|(.., message)| message)
    }

    pub fn clear(&self) -> VecDeque<(u64, Parcel, T)> {
        ::std::mem::take(&mut locked(&self.messages))
    }
}

fn locked<T>(queue: &Mutex<VecDeque<T>>) -> MutexGuard<'_, VecDeque<T>> {
    queue.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What both kinds of senders are made of.
pub(crate) struct Handle<T> {
    pub channel: Arc<Channel<T>>,
    number: u64,
    kind: &'static str,
    site: Site,
}

impl<T> Handle<T> {
    /// Whoever has one sender can make another without anybody noticing.
    pub fn cloned(&self, site: Site) -> Handle<T> {
        self.channel.sender(self.kind, site)
    }
}

impl<T> Drop for Handle<T> {
    fn drop(&mut self) {
        // Unless somebody looks without waiting, the receiver can only wait for it.
        let alone = !self.channel.state.is_peeked();
        let operation = Operation::new(verb::DROPPED_A_SENDER_OF).at(self.site).alone(alone).relaxed();
        self.channel.state.operate(operation, |queue| {
            queue.senders.remove(&self.number);
            ((), 0)
        });
    }
}
