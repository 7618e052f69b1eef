//! What senders and receiver share.

use ::std::collections::{BTreeMap, VecDeque};
use ::std::sync::{Arc, Mutex, PoisonError};
use engine::verb;
use engine::{Keeper, Operation, Shared, Site, State, Tokens, Wait};

pub(crate) struct Channel<T> {
    pub state: Shared<Queue>,
    /// With their tickets, if their senders wait for them to be received.
    messages: Mutex<VecDeque<(u64, T)>>,
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
        Channel { state: Shared::new("channel", queue).registered(), messages: Mutex::new(VecDeque::new()) }
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

    pub fn push(&self, ticket: u64, message: T) {
        engine::show(|| unstable::text_of(&message));
        self.messages.lock().unwrap_or_else(PoisonError::into_inner).push_back((ticket, message));
    }

    pub fn pop(&self) -> Option<T> {
        let first = self.messages.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        let message = first.map(|(_, message)| message);
        engine::show(|| unstable::text_of(message.as_ref()?));
        message
    }

    /// Takes back a message that was not received.
    pub fn take_back(&self, ticket: u64) -> Option<T> {
        let mut messages = self.messages.lock().unwrap_or_else(PoisonError::into_inner);
        let place = messages.iter().position(|(other, _)| *other == ticket)?;
        messages.remove(place).map(|(_, message)| message)
    }

    pub fn clear(&self) -> VecDeque<(u64, T)> {
        ::std::mem::take(&mut self.messages.lock().unwrap_or_else(PoisonError::into_inner))
    }
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
        let operation = Operation::new(verb::DROPPED_A_SENDER_OF).at(self.site).alone(alone);
        self.channel.state.operate(operation, |queue| {
            queue.senders.remove(&self.number);
            ((), 0)
        });
    }
}
