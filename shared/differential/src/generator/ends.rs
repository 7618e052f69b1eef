//! Who has which end of a channel, and which `Arc`.

use super::statement;
use crate::language::{End, Program, Statement, Verb};
use crate::random::Random;
use std::collections::BTreeSet;

/// Who has the only end of each channel that there can be only one of.
pub(super) struct Receivers {
    pub receiver: Vec<usize>,
    pub async_receiver: Vec<usize>,
    pub oneshot_sender: Vec<usize>,
    pub oneshot_receiver: Vec<usize>,
}

impl Receivers {
    pub fn new(random: &mut Random, program: &Program, bodies: usize) -> Receivers {
        let mut some = |count: usize| (0..count).map(|_| random.below(bodies)).collect();
        Receivers {
            receiver: some(program.channels.len()),
            async_receiver: some(program.async_channels.len()),
            oneshot_sender: some(program.oneshots as usize),
            oneshot_receiver: some(program.oneshots as usize),
        }
    }

    fn of(&self, end: End) -> Option<&[usize]> {
        match end {
            End::Receiver => Some(&self.receiver),
            End::AsyncReceiver => Some(&self.async_receiver),
            End::OneshotSender => Some(&self.oneshot_sender),
            End::OneshotReceiver => Some(&self.oneshot_receiver),
            End::Sender | End::AsyncSender | End::Arc => None,
        }
    }
}

/// What a body needs for itself and for those that it starts.
pub(super) fn takes(
    program: &Program,
    parents: &[usize],
    receivers: &Receivers,
    body: usize,
) -> Vec<(End, i64)> {
    let mut takes = BTreeSet::new();
    uses(&program.bodies[body].code, &mut takes);
    for (child, parent) in parents.iter().enumerate().skip(body + 1) {
        if *parent == body {
            takes.extend(program.bodies[child].takes.iter().copied());
        }
    }
    for end in End::ALL {
        for (index, owner) in receivers.of(end).unwrap_or_default().iter().enumerate() {
            if *owner == body {
                takes.insert((end, index as i64));
            }
        }
    }
    takes.into_iter().collect()
}

fn uses(code: &[Statement], takes: &mut BTreeSet<(End, i64)>) {
    for statement in code {
        let end = match statement.verb {
            Verb::Send | Verb::TrySend | Verb::DropSender => Some(End::Sender),
            Verb::AsyncSend | Verb::AsyncTrySend | Verb::BlockingSend | Verb::DropAsyncSender => {
                Some(End::AsyncSender)
            }
            Verb::ArcCount | Verb::ArcDrop | Verb::ArcIntoInner | Verb::ArcTryUnwrap | Verb::ArcGetMut => {
                Some(End::Arc)
            }
            _ => None,
        };
        takes.extend(end.map(|end| (end, statement.arg(0))));
        uses(&statement.block, takes);
    }
}

/// Mostly main drops the senders that it does not need, so that whoever receives comes to an end.
pub(super) fn drop_of_main(random: &mut Random, program: &mut Program) {
    let mut drops = Vec::new();
    for channel in 0..program.channels.len() as i64 {
        drops.push(statement(Verb::DropSender, [channel]));
    }
    for channel in 0..program.async_channels.len() as i64 {
        drops.push(statement(Verb::DropAsyncSender, [channel]));
    }
    for drop in drops {
        if random.percent(75) {
            let code = &mut program.bodies[0].code;
            let wanted = |statement: &Statement| {
                let starts = matches!(
                    statement.verb,
                    Verb::Spawn
                        | Verb::SpawnTask
                        | Verb::Scope
                        | Verb::JoinFutures
                        | Verb::Select
                        | Verb::Timeout
                );
                let sends = matches!(
                    (statement.verb, drop.verb),
                    (Verb::Send | Verb::TrySend, Verb::DropSender)
                        | (Verb::AsyncSend | Verb::AsyncTrySend, Verb::DropAsyncSender)
                );
                starts || sends
            };
            let last = code.iter().rposition(wanted).map_or(0, |last| last + 1);
            code.insert(last, drop);
        }
    }
}
