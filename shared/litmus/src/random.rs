//! Random programs.

use crate::program::{Action, Op, Order, Program};

/// Orders that an operation can have.
const LOADS: [Order; 3] = [Order::Relaxed, Order::Acquire, Order::SeqCst];
const STORES: [Order; 3] = [Order::Relaxed, Order::Release, Order::SeqCst];
const CHANGES: [Order; 5] = [Order::Relaxed, Order::Acquire, Order::Release, Order::AcqRel, Order::SeqCst];
const FENCES: [Order; 5] = [Order::SeqCst, Order::SeqCst, Order::Acquire, Order::Release, Order::AcqRel];

/// The program of a seed: two or three threads, at most so many operations in all.
pub fn random(seed: u64, most: usize) -> Program {
    let mut random = Random(seed);
    let threads = 2 + random.below(2);
    let locations = 1 + random.below(3).max(random.below(3)).max(1);
    let count = threads + random.below(most.saturating_sub(threads) + 1);
    // What some programs have none of, so that what is rare in others stands out.
    let (fences, changes, sequential) = (random.below(2), random.below(2), random.below(3));
    let mut program = Program { threads: vec![Vec::new(); threads] };
    for number in 0..count {
        let thread = if number < threads { number } else { random.below(threads) };
        let op = random.op(locations, fences * 20, changes * 25, sequential);
        program.threads[thread].push(op);
    }
    program
}

/// Numbers from a seed (SplitMix64).
struct Random(u64);

impl Random {
    fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % below as u64) as usize
    }

    fn order(&mut self, orders: &[Order], sequential: usize) -> Order {
        let order = orders[self.below(orders.len())];
        match (sequential, order) {
            (0, Order::SeqCst) => orders[0],
            (2, _) if self.below(2) == 0 => Order::SeqCst,
            _ => order,
        }
    }

    fn op(&mut self, locations: usize, fences: usize, changes: usize, sequential: usize) -> Op {
        if self.below(100) < fences {
            return Op::Fence(self.order(&FENCES[usize::from(sequential == 0) * 2..], sequential));
        }
        let at = self.below(locations);
        if self.below(100) < changes {
            let order = self.order(&CHANGES, sequential);
            let value = 1 + self.below(3) as u64;
            return Op::At(
                at,
                match self.below(4) {
                    0 => Action::Add(1, order),
                    1 => Action::Swap(value, order),
                    _ => {
                        let failure = self.order(&LOADS, sequential);
                        Action::Compare([self.below(3) as u64, value], [order, failure])
                    }
                },
            );
        }
        Op::At(
            at,
            match self.below(2) {
                0 => Action::Load(self.order(&LOADS, sequential)),
                _ => Action::Store(1 + self.below(2) as u64, self.order(&STORES, sequential)),
            },
        )
    }
}
