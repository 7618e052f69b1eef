//! A body's code as a flat list.

use crate::language::{Statement, Verb};

/// A body's code as a flat list.
pub(crate) struct Code<'a>(pub Vec<Line<'a>>);

/// One statement.
#[derive(Clone, Copy)]
pub(crate) enum Line<'a> {
    Do(&'a Statement),
    /// Goes on there unless the register has this value.
    Unless(usize, i64, usize),
    ScopeBegins,
    ScopeEnds,
}

impl<'a> Code<'a> {
    pub fn new(statements: &'a [Statement]) -> Code<'a> {
        let mut code = Code(Vec::new());
        code.add(statements);
        code
    }

    fn add(&mut self, statements: &'a [Statement]) {
        for statement in statements {
            match statement.verb {
                Verb::If => {
                    let place = self.0.len();
                    self.0.push(Line::ScopeBegins);
                    self.add(&statement.block);
                    self.0[place] = Line::Unless(statement.index(0), statement.arg(1), self.0.len());
                }
                Verb::Scope => {
                    self.0.push(Line::ScopeBegins);
                    self.add(&statement.block);
                    self.0.push(Line::ScopeEnds);
                }
                _ => self.0.push(Line::Do(statement)),
            }
        }
    }
}
