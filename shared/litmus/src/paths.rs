//! What one thread may do, whatever it reads.

use crate::event::Event;
use crate::program::{Action, Op, Program};
use std::collections::BTreeSet;

/// All that each thread may do, if it may read any value that may ever stand at a location.
pub fn paths(program: &Program) -> Vec<Vec<Vec<Event>>> {
    let values = values(program);
    let ways = |(thread, ops): (usize, &Vec<Op>)| {
        let mut ways = Vec::new();
        go(thread, ops, &values, &mut Vec::new(), &mut ways);
        ways
    };
    program.threads.iter().enumerate().map(ways).collect()
}

/// The values that may ever stand at each location.
fn values(program: &Program) -> Vec<BTreeSet<u64>> {
    let mut values = vec![BTreeSet::from([0]); program.locations()];
    let actions = program.threads.iter().flatten().filter_map(|op| match op {
        Op::At(at, action) => Some((*at, *action)),
        _ => None,
    });
    for (at, action) in actions.clone() {
        match action {
            Action::Store(value, _) | Action::Swap(value, _) => drop(values[at].insert(value)),
            Action::Compare([_, to], _) => drop(values[at].insert(to)),
            Action::Load(_) | Action::Add(..) => {}
        }
    }
    let additions = actions.clone().filter(|(_, action)| matches!(action, Action::Add(..))).count();
    for _ in 0..additions {
        for (at, action) in actions.clone() {
            if let Action::Add(more, _) = action {
                let sums: Vec<u64> = values[at].iter().map(|value| value + more).collect();
                values[at].extend(sums);
            }
        }
    }
    values
}

fn go(
    thread: usize,
    rest: &[Op],
    values: &[BTreeSet<u64>],
    done: &mut Vec<Event>,
    ways: &mut Vec<Vec<Event>>,
) {
    let Some((op, rest)) = rest.split_first() else {
        return ways.push(done.clone());
    };
    let (at, action) = match *op {
        Op::If(value) => {
            let last = done.iter().rev().find_map(|event| event.read);
            return if last == Some(value) {
                go(thread, rest, values, done, ways)
            } else {
                ways.push(done.clone())
            };
        }
        Op::Fence(order) => {
            done.push(Event { thread: Some(thread), at: None, order, read: None, written: None });
            go(thread, rest, values, done, ways);
            done.pop();
            return;
        }
        Op::At(at, action) => (at, action),
    };
    let mut add = |order, read, written| {
        done.push(Event { thread: Some(thread), at: Some(at), order, read, written });
        go(thread, rest, values, done, ways);
        done.pop();
    };
    if let Action::Store(value, order) = action {
        return add(order, None, Some(value));
    }
    for &value in &values[at] {
        match action {
            Action::Load(order) => add(order, Some(value), None),
            Action::Add(more, order) => add(order, Some(value), Some(value + more)),
            Action::Swap(new, order) => add(order, Some(value), Some(new)),
            Action::Compare([from, to], [good, _]) if value == from => add(good, Some(value), Some(to)),
            Action::Compare(_, [_, bad]) => add(bad, Some(value), None),
            Action::Store(..) => {}
        }
    }
}
