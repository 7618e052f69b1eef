//! What belongs to one body.

use super::language::{Body, End, Program, REGISTERS, Statement, value};
use std::cell::Cell;
use std::sync::Arc;
use std::sync::mpsc;
use tokio::sync::{mpsc as async_mpsc, oneshot};

pub enum Sender {
    Free(mpsc::Sender<i64>),
    Bound(mpsc::SyncSender<i64>),
}

pub enum AsyncSender {
    Free(async_mpsc::UnboundedSender<i64>),
    Bound(async_mpsc::Sender<i64>),
}

pub enum AsyncReceiver {
    Free(async_mpsc::UnboundedReceiver<i64>),
    Bound(async_mpsc::Receiver<i64>),
}

/// Says when it is dropped.
pub struct Noisy(pub i64);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("d{}", self.0);
    }
}

/// What belongs to one body; dropped from top to bottom.
pub struct Local {
    pub registers: [i64; REGISTERS],
    pub senders: Vec<Option<Sender>>,
    pub receivers: Vec<Option<mpsc::Receiver<i64>>>,
    pub async_senders: Vec<Option<AsyncSender>>,
    pub async_receivers: Vec<Option<AsyncReceiver>>,
    pub oneshot_senders: Vec<Option<oneshot::Sender<i64>>>,
    pub oneshot_receivers: Vec<Option<oneshot::Receiver<i64>>>,
    pub arcs: Vec<Option<Arc<Noisy>>>,
}

pub fn channel(bound: i64) -> (Option<Sender>, Option<mpsc::Receiver<i64>>) {
    if bound < 0 {
        let (sender, receiver) = mpsc::channel();
        return (Some(Sender::Free(sender)), Some(receiver));
    }
    let (sender, receiver) = mpsc::sync_channel(bound as usize);
    (Some(Sender::Bound(sender)), Some(receiver))
}

pub fn async_channel(bound: i64) -> (Option<AsyncSender>, Option<AsyncReceiver>) {
    if bound < 0 {
        let (sender, receiver) = async_mpsc::unbounded_channel();
        return (Some(AsyncSender::Free(sender)), Some(AsyncReceiver::Free(receiver)));
    }
    let (sender, receiver) = async_mpsc::channel(bound as usize);
    (Some(AsyncSender::Bound(sender)), Some(AsyncReceiver::Bound(receiver)))
}

pub fn oneshot_channel() -> (Option<oneshot::Sender<i64>>, Option<oneshot::Receiver<i64>>) {
    let (sender, receiver) = oneshot::channel();
    (Some(sender), Some(receiver))
}

pub fn nones<T>(like: &[Option<T>]) -> Vec<Option<T>> {
    like.iter().map(|_| None).collect()
}

impl Local {
    /// What main begins with: all there is.
    pub fn of_main(program: &Program) -> Local {
        let (senders, receivers) = program.channels.iter().map(|bound| channel(*bound)).unzip();
        let (async_senders, async_receivers) =
            program.async_channels.iter().map(|bound| async_channel(*bound)).unzip();
        let (oneshot_senders, oneshot_receivers) = (0..program.oneshots).map(|_| oneshot_channel()).unzip();
        let arcs = (0..program.arcs).map(|number| Some(Arc::new(Noisy(number)))).collect();
        let registers = [0; REGISTERS];
        Local {
            registers,
            senders,
            receivers,
            async_senders,
            async_receivers,
            oneshot_senders,
            oneshot_receivers,
            arcs,
        }
    }

    /// What a body begins with that this one starts.
    pub fn of_child(&mut self, body: &Body) -> Local {
        let mut child = Local {
            registers: self.registers,
            senders: nones(&self.senders),
            receivers: nones(&self.receivers),
            async_senders: nones(&self.async_senders),
            async_receivers: nones(&self.async_receivers),
            oneshot_senders: nones(&self.oneshot_senders),
            oneshot_receivers: nones(&self.oneshot_receivers),
            arcs: nones(&self.arcs),
        };
        for (end, index) in &body.takes {
            let index = *index as usize;
            match end {
                End::Sender => {
                    child.senders[index] = self.senders[index].as_ref().map(|sender| match sender {
                        Sender::Free(sender) => Sender::Free(sender.clone()),
                        Sender::Bound(sender) => Sender::Bound(sender.clone()),
                    });
                }
                End::AsyncSender => {
                    child.async_senders[index] =
                        self.async_senders[index].as_ref().map(|sender| match sender {
                            AsyncSender::Free(sender) => AsyncSender::Free(sender.clone()),
                            AsyncSender::Bound(sender) => AsyncSender::Bound(sender.clone()),
                        });
                }
                End::Receiver => child.receivers[index] = self.receivers[index].take(),
                End::AsyncReceiver => child.async_receivers[index] = self.async_receivers[index].take(),
                End::OneshotSender => child.oneshot_senders[index] = self.oneshot_senders[index].take(),
                End::OneshotReceiver => child.oneshot_receivers[index] = self.oneshot_receivers[index].take(),
                End::Arc => child.arcs[index] = self.arcs[index].clone(),
            }
        }
        child
    }

    pub fn value(&self, written: i64) -> i64 {
        value(written, &self.registers)
    }

    /// Keeps a result in the register that the statement names at a place.
    pub fn keep(&mut self, statement: &Statement, place: usize, result: i64) {
        self.registers[statement.index(place) % REGISTERS] = result;
    }
}

pub struct Loud(pub Cell<i64>);

impl Drop for Loud {
    fn drop(&mut self) {
        println!("t{}", self.0.get());
    }
}

thread_local! {
    pub static OWN: Cell<i64> = Cell::new(0);
    pub static LOUD: Loud = Loud(Cell::new(0));
}
