//! Reading a program's text.

use crate::code::{Binding, Block, BlockKind, Call, Code, Statement};
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use std::collections::BTreeSet;
use std::ops::Range;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Expr, Pat, Stmt, Token};

/// `None` for what is no program.
pub fn read(source: &str) -> Option<Code<'_>> {
    let file = syn::parse_file(source).ok()?;
    let code = Code { source, blocks: Vec::new(), statements: Vec::new(), calls: Vec::new() };
    let mut reader = Reader { code, within: None, next: BlockKind::Other };
    reader.visit_file(&file);
    Some(reader.code)
}

struct Reader<'a> {
    code: Code<'a>,
    /// The statement that is being read.
    within: Option<usize>,
    /// What the next block is the body of.
    next: BlockKind,
}

impl Reader<'_> {
    /// Reads a block's statements.
    fn block(&mut self, range: Range<usize>, statements: &[Stmt]) {
        let kind = std::mem::replace(&mut self.next, BlockKind::Other);
        let number = self.code.blocks.len();
        self.code.blocks.push(Block { kind, within: self.within, range, statements: Vec::new() });
        for statement in statements.iter().filter(|statement| !matches!(statement, Stmt::Item(_))) {
            self.statement(number, statement);
        }
        // What stands between statements has statements of its own, which are part of none of these.
        for statement in statements.iter().filter(|statement| matches!(statement, Stmt::Item(_))) {
            let within = self.within.take();
            self.visit_stmt(statement);
            self.within = within;
        }
    }

    fn statement(&mut self, block: usize, statement: &Stmt) {
        let number = self.code.statements.len();
        let index = self.code.blocks[block].statements.len();
        let is_value = matches!(statement, Stmt::Expr(_, None));
        let is_loop = matches!(statement, Stmt::Expr(Expr::ForLoop(_) | Expr::While(_) | Expr::Loop(_), _));
        let mut binds = Vec::new();
        if let Stmt::Local(local) = statement {
            bound(&local.pat, &mut binds);
        }
        let (mut mentions, mut members) = (BTreeSet::new(), BTreeSet::new());
        names(statement.to_token_stream(), &mut mentions, &mut members);
        self.code.statements.push(Statement {
            block,
            index,
            range: range(statement.span()),
            binds,
            mentions,
            members,
            is_value: is_value && !is_loop,
            is_loop,
            has_captures: false,
        });
        self.code.blocks[block].statements.push(number);
        let outer = self.within.replace(number);
        self.visit_stmt(statement);
        self.within = outer;
    }

    /// A closure or an async block begins.
    fn captures(&mut self, is_async: bool, no_move: Option<usize>) -> BlockKind {
        let mut next = self.within;
        while let Some(statement) = next {
            self.code.statements[statement].has_captures = true;
            next = self.code.blocks[self.code.statements[statement].block].within;
        }
        BlockKind::Captures { is_async, no_move }
    }

    fn function(&mut self, signature: &syn::Signature) {
        self.next = BlockKind::Function {
            name: signature.ident.to_string(),
            is_async: signature.asyncness.is_some(),
            keyword: range(signature.fn_token.span()).start,
        };
        self.within = None;
    }
}

impl Visit<'_> for Reader<'_> {
    fn visit_item_fn(&mut self, item: &syn::ItemFn) {
        self.function(&item.sig);
        self.visit_block(&item.block);
    }

    fn visit_impl_item_fn(&mut self, item: &syn::ImplItemFn) {
        self.function(&item.sig);
        self.visit_block(&item.block);
    }

    fn visit_block(&mut self, block: &syn::Block) {
        self.block(range(block.span()), &block.stmts);
    }

    fn visit_expr_async(&mut self, block: &syn::ExprAsync) {
        let no_move = block.capture.is_none().then(|| range(block.async_token.span()).end);
        self.next = self.captures(true, no_move);
        self.visit_block(&block.block);
    }

    fn visit_expr_closure(&mut self, closure: &syn::ExprClosure) {
        let start = closure.asyncness.map_or(closure.or1_token.span(), |token| token.span());
        let no_move = closure.capture.is_none().then(|| range(start).start);
        self.next = self.captures(closure.asyncness.is_some(), no_move);
        match &*closure.body {
            Expr::Block(block) => self.visit_block(&block.block),
            // `move || async move { … }` is one body.
            body => {
                let statement = Stmt::Expr(body.clone(), None);
                self.block(range(body.span()), std::slice::from_ref(&statement));
            }
        }
    }

    fn visit_expr_call(&mut self, call: &syn::ExprCall) {
        self.code.calls.push(Call {
            name: range(call.func.span()),
            whole: range(call.span()),
            receiver: None,
            arguments: call.args.iter().map(|argument| range(argument.span())).collect(),
        });
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_method_call(&mut self, call: &syn::ExprMethodCall) {
        self.code.calls.push(Call {
            name: range(call.method.span()),
            whole: range(call.span()),
            receiver: Some(range(call.receiver.span())),
            arguments: call.args.iter().map(|argument| range(argument.span())).collect(),
        });
        visit::visit_expr_method_call(self, call);
    }

    /// Most macros take expressions.
    fn visit_macro(&mut self, call: &syn::Macro) {
        let arguments = call.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated);
        for argument in arguments.into_iter().flatten() {
            Visit::visit_expr(self, &argument);
        }
    }
}

/// The names that a pattern binds.
fn bound(pattern: &Pat, names: &mut Vec<Binding>) {
    struct Names<'a>(&'a mut Vec<Binding>);
    impl Visit<'_> for Names<'_> {
        fn visit_pat_ident(&mut self, pattern: &syn::PatIdent) {
            let (name, at) = (pattern.ident.to_string(), range(pattern.ident.span()).start);
            self.0.push(Binding { name, at, is_mut: pattern.mutability.is_some() });
        }
    }
    Names(names).visit_pat(pattern);
}

/// The names that stand in code, also within the texts of formats, and those of fields and methods.
fn names(tokens: TokenStream, mentions: &mut BTreeSet<String>, members: &mut BTreeSet<String>) {
    let mut dots = 0;
    for token in tokens {
        // `a.b`, and not `a..b`.
        let is_member = dots == 1;
        dots = match &token {
            TokenTree::Punct(punct) if punct.as_char() == '.' => dots + 1,
            _ => 0,
        };
        match token {
            TokenTree::Ident(ident) if is_member => drop(members.insert(ident.to_string())),
            TokenTree::Ident(ident) => drop(mentions.insert(ident.to_string())),
            TokenTree::Group(group) => names(group.stream(), mentions, members),
            TokenTree::Literal(literal) => mentions.extend(formatted(&literal.to_string())),
            TokenTree::Punct(_) => {}
        }
    }
}

/// The names between the braces of a format.
fn formatted(literal: &str) -> impl Iterator<Item = String> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let names = literal.split('{').skip(1).map(move |rest| rest.split(|c| !is_part(c)).next());
    names.flatten().filter(|name| !name.is_empty()).map(str::to_owned)
}

fn range(span: Span) -> Range<usize> {
    span.byte_range()
}
