//! Which statements are part of which.

use crate::code::{BlockKind, Code};

impl Code<'_> {
    /// The blocks around a statement, from the innermost.
    pub fn around(&self, statement: usize) -> Vec<usize> {
        let mut around = Vec::new();
        let mut next = Some(statement);
        while let Some(statement) = next {
            let block = self.statements[statement].block;
            around.push(block);
            next = self.blocks[block].within;
        }
        around
    }

    /// The statement of a block that a statement is part of.
    pub fn part_of(&self, statement: usize, block: usize) -> Option<usize> {
        let mut at = statement;
        while self.statements[at].block != block {
            at = self.blocks[self.statements[at].block].within?;
        }
        Some(at)
    }

    /// The statement of a block from which a statement runs: the one that it is part of, or one that calls the function in
    /// which it stands.
    pub fn reached(&self, statement: usize, block: usize) -> Option<usize> {
        if let Some(part) = self.part_of(statement, block) {
            return Some(part);
        }
        let mut names: Vec<&str> = Vec::new();
        let mut last = self.function_of(statement)?;
        // Through so many functions.
        for _ in 0..4 {
            names.push(last);
            let calls = |index: &&usize| self.statements[**index].names(last);
            if let Some(found) = self.blocks[block].statements.iter().find(calls) {
                return Some(*found);
            }
            let other = (0..self.statements.len())
                .filter(|&index| self.statements[index].names(last))
                .find_map(|index| self.function_of(index).filter(|name| !names.contains(name)));
            last = other?;
        }
        None
    }

    /// The statement of the innermost function, closure or async block that a statement is part of.
    pub fn outermost(&self, statement: usize) -> usize {
        let mut at = statement;
        while self.blocks[self.statements[at].block].kind == BlockKind::Other
            && let Some(outer) = self.blocks[self.statements[at].block].within
        {
            at = outer;
        }
        at
    }

    /// Whether a statement is within a loop of the same function, closure or async block.
    pub fn is_in_loop(&self, statement: usize) -> bool {
        let mut at = statement;
        loop {
            let block = &self.blocks[self.statements[at].block];
            match block.within {
                Some(outer) if block.kind == BlockKind::Other && self.statements[outer].is_loop => {
                    return true;
                }
                Some(outer) if block.kind == BlockKind::Other => at = outer,
                _ => return false,
            }
        }
    }
}
