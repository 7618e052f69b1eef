//! Little programs, and their notation: threads are parted by `|`, operations by `;`.

use std::fmt;
use std::str::FromStr;

/// The threads of a program. Locations are named by letters from `x`; each holds 0 at first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    pub threads: Vec<Vec<Op>>,
}

/// Names of locations.
const NAMES: [char; 4] = ['x', 'y', 'z', 'w'];

/// What a thread does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// Something with a location: `x rlx`, `x=1 rel`, `x+=1 rlx`, `x<-1 acqrel`, `x?0:1 acq rlx`.
    At(usize, Action),
    /// `fence sc`.
    Fence(Order),
    /// `if 1`: it goes on only if what it read last is this, and ends otherwise.
    If(u64),
}

/// What is done with a location.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Load(Order),
    Store(u64, Order),
    Add(u64, Order),
    Swap(u64, Order),
    /// From what to what, and with which orders where that succeeds and where it fails.
    Compare([u64; 2], [Order; 2]),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Order {
    Relaxed,
    Release,
    Acquire,
    AcqRel,
    SeqCst,
}

const ORDERS: [(Order, &str); 5] = [
    (Order::Relaxed, "rlx"),
    (Order::Release, "rel"),
    (Order::Acquire, "acq"),
    (Order::AcqRel, "acqrel"),
    (Order::SeqCst, "sc"),
];

impl Order {
    pub fn releases(self) -> bool {
        matches!(self, Order::Release | Order::AcqRel | Order::SeqCst)
    }

    pub fn acquires(self) -> bool {
        matches!(self, Order::Acquire | Order::AcqRel | Order::SeqCst)
    }
}

impl Program {
    /// How many locations it uses: those up to the last one that it names.
    pub fn locations(&self) -> usize {
        let at = |op: &Op| match op {
            Op::At(at, _) => at + 1,
            _ => 0,
        };
        self.threads.iter().flatten().map(at).max().unwrap_or_default()
    }
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = ORDERS.iter().find(|(order, _)| order == self).map_or("", |(_, name)| name);
        f.write_str(name)
    }
}

impl fmt::Display for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (at, action) = match self {
            Op::Fence(order) => return write!(f, "fence {order}"),
            Op::If(value) => return write!(f, "if {value}"),
            Op::At(at, action) => (NAMES[*at], action),
        };
        match action {
            Action::Load(order) => write!(f, "{at} {order}"),
            Action::Store(value, order) => write!(f, "{at}={value} {order}"),
            Action::Add(value, order) => write!(f, "{at}+={value} {order}"),
            Action::Swap(value, order) => write!(f, "{at}<-{value} {order}"),
            Action::Compare([from, to], [good, bad]) => write!(f, "{at}?{from}:{to} {good} {bad}"),
        }
    }
}

impl fmt::Display for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let thread = |ops: &Vec<Op>| ops.iter().map(Op::to_string).collect::<Vec<_>>().join("; ");
        f.write_str(&self.threads.iter().map(thread).collect::<Vec<_>>().join(" | "))
    }
}

impl FromStr for Program {
    type Err = String;

    fn from_str(text: &str) -> Result<Program, String> {
        let op = |text: &str| read(text.trim()).ok_or_else(|| format!("`{}` is no operation", text.trim()));
        let thread = |text: &str| text.split(';').map(op).collect();
        Ok(Program { threads: text.split('|').map(thread).collect::<Result<_, _>>()? })
    }
}

fn order(name: &str) -> Option<Order> {
    ORDERS.iter().find(|(_, known)| *known == name).map(|(order, _)| *order)
}

fn read(text: &str) -> Option<Op> {
    let mut words = text.split(' ');
    let (what, mut orders) = (words.next()?, words.clone().map(order));
    match what {
        "if" => return Some(Op::If(words.next()?.parse().ok()?)),
        "fence" => return Some(Op::Fence(orders.next()??)),
        _ => {}
    }
    let first = orders.next()??;
    let at = NAMES.iter().position(|name| what.starts_with(*name))?;
    let number = |text: &str| text.parse().ok();
    let rest = &what[1..];
    let action = if rest.is_empty() {
        Action::Load(first)
    } else if let Some(value) = rest.strip_prefix("+=") {
        Action::Add(number(value)?, first)
    } else if let Some(value) = rest.strip_prefix("<-") {
        Action::Swap(number(value)?, first)
    } else if let Some(value) = rest.strip_prefix('=') {
        Action::Store(number(value)?, first)
    } else {
        let (from, to) = rest.strip_prefix('?')?.split_once(':')?;
        Action::Compare([number(from)?, number(to)?], [first, orders.next()??])
    };
    Some(Op::At(at, action))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_the_same_after_it_was_a_text() {
        let text = "x=1 rel; y rlx; if 0; fence sc | y+=2 acqrel; x<-3 sc; x?3:4 acqrel acq";
        let program: Program = text.parse().unwrap();
        assert_eq!(program.to_string(), text);
        assert_eq!(program.locations(), 2);
        assert!("x=1".parse::<Program>().is_err());
    }
}
