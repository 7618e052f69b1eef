//! What sharing costs where nobody else is there.

use std::hint::black_box;
use std::io;
use std::sync::{Arc, Mutex};

use crate::effort::Effort;
use crate::rounds::{Rounds, Side, in_turn};

/// Adding one to a number in a mutex, and to a plain one. Nanoseconds each.
pub fn lock_unlock(effort: &Effort) -> io::Result<Rounds> {
    let mutex = Mutex::new(0_u64);
    let locked: Side = Box::new(move |often| {
        for _ in 0..often {
            *black_box(&mutex).lock().map_err(|_| io::Error::other("a thread panicked"))? += 1;
        }
        Ok(())
    });
    let mut number = 0_u64;
    let plain: Side = Box::new(move |often| {
        for _ in 0..often {
            *black_box(&mut number) += 1;
        }
        Ok(())
    });
    in_turn(effort, [locked, plain])
}

/// Cloning an `Arc` and dropping the clone, and copying a reference. Nanoseconds each.
pub fn arc_clone(effort: &Effort) -> io::Result<Rounds> {
    let arc = Arc::new(0_u64);
    let clone: Side = Box::new(move |often| {
        for _ in 0..often {
            drop(black_box(Arc::clone(black_box(&arc))));
        }
        Ok(())
    });
    let number = 0_u64;
    let copy: Side = Box::new(move |often| {
        for _ in 0..often {
            black_box(black_box(&number));
        }
        Ok(())
    });
    in_turn(effort, [clone, copy])
}
