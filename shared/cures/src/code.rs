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
    fn names(&self, name: &str) -> bool {
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

    /// The blanks before a statement.
    pub fn indent(&self, statement: usize) -> &'a str {
        let start = self.statements[statement].range.start;
        let line = self.source[..start].rfind('\n').map_or(0, |end| end + 1);
        let before = &self.source[line..start];
        &before[..before.len() - before.trim_start().len()]
    }

    /// A statement's lines, with the blanks before it and the end of its line.
    pub fn lines_of(&self, statement: usize) -> Range<usize> {
        let range = &self.statements[statement].range;
        let start = range.start - self.indent(statement).len();
        let rest = &self.source[range.end..];
        let line = rest.find('\n').map_or(rest.len(), |end| end + 1);
        let is_comment = rest[..line].trim().is_empty() || rest[..line].trim_start().starts_with("//");
        start..range.end + if is_comment { line } else { 0 }
    }
}
