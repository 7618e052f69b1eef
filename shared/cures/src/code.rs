//! A program's text, as statements in blocks.

use crate::facts::Place;
use crate::reader;
use std::collections::BTreeSet;
use std::ops::Range;

/// A program's text, as statements in blocks.
#[derive(Debug)]
pub struct Code<'a> {
    pub source: &'a str,
    pub blocks: Vec<Block>,
    pub statements: Vec<Statement>,
    /// Calls of functions and methods.
    pub calls: Vec<Call>,
}

/// What stands between braces, or is the body of a closure.
#[derive(Debug)]
pub struct Block {
    pub kind: BlockKind,
    /// The statement that it is part of; `None` for a function's.
    pub within: Option<usize>,
    pub range: Range<usize>,
    /// Its statements, in order.
    pub statements: Vec<usize>,
}

/// What a block is the body of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A function, with the place of its `fn`.
    Function {
        name: String,
        is_async: bool,
        keyword: usize,
    },
    /// A closure or an async block; without `move`, the place where that could stand.
    Captures {
        is_async: bool,
        no_move: Option<usize>,
    },
    Other,
}

/// A statement.
#[derive(Debug)]
pub struct Statement {
    pub block: usize,
    /// Its place in the block.
    pub index: usize,
    pub range: Range<usize>,
    /// What a `let` binds.
    pub binds: Vec<Binding>,
    /// The names that stand in it, but for those of fields and methods.
    pub mentions: BTreeSet<String>,
    /// The names of fields and methods.
    pub members: BTreeSet<String>,
    /// It gives the block's value.
    pub is_value: bool,
    /// `for`, `while` or `loop`.
    pub is_loop: bool,
    /// Some part of it runs at another time: a closure or an async block.
    pub has_captures: bool,
}

/// A name that is bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    pub name: String,
    pub at: usize,
    pub is_mut: bool,
}

/// A call of a function or of a method.
#[derive(Clone, Debug)]
pub struct Call {
    /// What is called: a path, or a method's name.
    pub name: Range<usize>,
    pub whole: Range<usize>,
    /// What the method is called on.
    pub receiver: Option<Range<usize>>,
    pub arguments: Vec<Range<usize>>,
}

impl Statement {
    /// Whether a function or method of this name is called in it.
    pub fn names(&self, name: &str) -> bool {
        self.mentions.contains(name) || self.members.contains(name)
    }
}

impl<'a> Code<'a> {
    /// `None` for what is no program.
    pub fn read(source: &'a str) -> Option<Code<'a>> {
        reader::read(source)
    }

    pub fn text(&self, range: &Range<usize>) -> &'a str {
        &self.source[range.clone()]
    }

    /// Where a place is, in bytes.
    pub fn offset(&self, place: Place) -> Option<usize> {
        answers::offset(self.source, place.line, place.column)
    }

    /// The place of a byte.
    pub fn place(&self, offset: usize) -> Place {
        let before = &self.source[..offset];
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let line = before.matches('\n').count() as u32 + 1;
        Place { line, column: before[start..].chars().count() as u32 + 1 }
    }

    pub fn line(&self, offset: usize) -> u32 {
        self.place(offset).line
    }

    /// The innermost statement at a place.
    pub fn statement_at(&self, place: Place) -> Option<usize> {
        let at = self.offset(place)?;
        let inside = (0..self.statements.len()).filter(|&index| self.statements[index].range.contains(&at));
        inside.min_by_key(|&index| self.statements[index].range.len())
    }

    /// The innermost call at a place.
    pub fn call_at(&self, place: Place) -> Option<&Call> {
        let at = self.offset(place)?;
        let named = |call: &&Call| call.name.contains(&at) || call.whole.start == at;
        self.calls.iter().filter(named).min_by_key(|call| call.whole.len())
    }

    /// The statement that binds a name which stands in another one.
    pub fn binds(&self, name: &str, statement: usize) -> Option<usize> {
        self.around(statement).into_iter().find_map(|block| {
            let part = self.part_of(statement, block)?;
            let before = &self.blocks[block].statements[..self.statements[part].index];
            let binds =
                |index: &&usize| self.statements[**index].binds.iter().any(|binding| binding.name == name);
            before.iter().rev().find(binds).copied()
        })
    }

    /// A call that takes a lock, with what gives its guard: `X.lock().unwrap()`.
    pub fn lock_at(&self, place: Place) -> Option<(&Call, Range<usize>)> {
        let is_lock = |call: &&Call| ["lock", "read", "write"].contains(&self.text(&call.name));
        let call = self.call_at(place).filter(is_lock)?;
        let rest = &self.source[call.whole.end..];
        let taken = [".unwrap()", ".await"].into_iter().find(|taken| rest.starts_with(taken))?;
        Some((call, call.whole.start..call.whole.end + taken.len()))
    }

    /// The name of the function in which a statement stands.
    pub fn function_of(&self, statement: usize) -> Option<&str> {
        let outermost = *self.around(statement).last()?;
        match &self.blocks[outermost].kind {
            BlockKind::Function { name, .. } => Some(name),
            _ => None,
        }
    }

    /// The statement that binds what is made at a place, and the name.
    pub fn bound_at(&self, place: Place) -> Option<(usize, &Binding)> {
        let at = self.offset(place)?;
        let mut inner = self.statement_at(place)?;
        loop {
            let statement = &self.statements[inner];
            // What is made within the pattern is not what it binds.
            if let Some(binding) = statement.binds.first().filter(|binding| binding.at < at) {
                return Some((inner, binding));
            }
            let block = &self.blocks[statement.block];
            if block.kind != BlockKind::Other {
                return None;
            }
            inner = block.within?;
        }
    }

    /// Whether a name stands in a block's statement of this index or in a later one.
    pub fn is_used_from(&self, name: &str, block: usize, index: usize) -> bool {
        let later = self.blocks[block].statements.iter().skip(index);
        later.into_iter().any(|statement| self.statements[*statement].mentions.contains(name))
    }
}
