//! A queue of tokens whose hash costs the same however long it is.

use std::collections::VecDeque;
use std::hash::{Hash, Hasher};

/// An odd number, so that it has an inverse.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
const INVERSE: u64 = inverse(BASE);

/// Stands for a queue of messages in a state. States are hashed at every step, and a queue may hold thousands.
#[derive(Clone, Debug)]
pub struct Tokens {
    queue: VecDeque<u64>,
    /// The sum of all tokens, each times a power of [`BASE`]; the last one's is 1.
    sum: u64,
    /// The power that a token before the first would have.
    power: u64,
}

impl Tokens {
    pub fn len(&self) -> usize {
        self.queue.len()
    }

    pub fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }

    pub fn push_back(&mut self, token: u64) {
        self.queue.push_back(token);
        self.sum = self.sum.wrapping_mul(BASE).wrapping_add(token);
        self.power = self.power.wrapping_mul(BASE);
    }

    pub fn pop_front(&mut self) -> Option<u64> {
        let token = self.queue.pop_front()?;
        self.power = self.power.wrapping_mul(INVERSE);
        self.sum = self.sum.wrapping_sub(token.wrapping_mul(self.power));
        Some(token)
    }

    pub fn pop_back(&mut self) -> Option<u64> {
        let token = self.queue.pop_back()?;
        self.power = self.power.wrapping_mul(INVERSE);
        self.sum = self.sum.wrapping_sub(token).wrapping_mul(INVERSE);
        Some(token)
    }

    pub fn clear(&mut self) {
        *self = Tokens::default();
    }
}

impl Default for Tokens {
    fn default() -> Self {
        Tokens { queue: VecDeque::new(), sum: 0, power: 1 }
    }
}

impl Hash for Tokens {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.queue.len(), self.sum).hash(state);
    }
}

/// Newton's iteration; each round doubles the number of bits that are right, and three are right in any odd number.
const fn inverse(odd: u64) -> u64 {
    let mut inverse = odd;
    let mut round = 0;
    while round < 5 {
        inverse = inverse.wrapping_mul(2u64.wrapping_sub(odd.wrapping_mul(inverse)));
        round += 1;
    }
    inverse
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::digest::digest;

    fn tokens(list: &[u64]) -> Tokens {
        let mut tokens = Tokens::default();
        list.iter().for_each(|token| tokens.push_back(*token));
        tokens
    }

    #[test]
    fn a_queue_hashes_by_what_it_holds_and_not_by_what_it_held() {
        let mut long = tokens(&[7, 1, 2, 3, 9]);
        assert_eq!((long.pop_front(), long.pop_back()), (Some(7), Some(9)));
        assert_eq!(digest(&long), digest(tokens(&[1, 2, 3])));
        assert_ne!(digest(&long), digest(tokens(&[1, 3, 2])));
        assert_ne!(digest(&long), digest(tokens(&[1, 2])));
        long.clear();
        assert_eq!(digest(&long), digest(Tokens::default()));
        assert!(long.is_empty() && long.pop_front().is_none() && long.pop_back().is_none());
    }
}
