//! What a macro of the models makes, as far as they need it: tokens by their places, and repetitions.

use std::collections::BTreeMap;

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

/// A `macro_rules!`.
pub struct Macro {
    /// What each rule takes, and what it gives.
    rules: Vec<(Vec<TokenTree>, Vec<TokenTree>)>,
}

/// What stands for a name in one rule.
#[derive(Clone, Debug)]
enum Bound {
    Tokens(Vec<TokenTree>),
    /// One for each round of a repetition.
    Rounds(Vec<BTreeMap<String, Bound>>),
}

type Binding = BTreeMap<String, Bound>;

impl Macro {
    /// Of what stands in the braces of a `macro_rules!`.
    pub fn of(body: TokenStream) -> Macro {
        let mut groups = body.into_iter().filter_map(|token| match token {
            TokenTree::Group(group) => Some(group.stream().into_iter().collect()),
            _ => None,
        });
        let mut rules = Vec::new();
        while let (Some(takes), Some(gives)) = (groups.next(), groups.next()) {
            rules.push((takes, gives));
        }
        Macro { rules }
    }

    /// What it makes of some tokens; `None` if no rule takes them.
    pub fn expand(&self, given: TokenStream) -> Option<TokenStream> {
        let given: Vec<TokenTree> = given.into_iter().collect();
        self.rules.iter().find_map(|(takes, gives)| {
            let mut bound = Binding::new();
            let rest = matched(takes, &given, &mut bound)?;
            rest.is_empty().then(|| made(gives, &bound))
        })
    }
}

/// A part of a rule.
enum Part<'a> {
    /// `$name:kind`
    Named(String, String),
    /// `$( … ) separator *`
    Repeated(&'a Group, Option<&'a TokenTree>),
    Token(&'a TokenTree),
}

/// The first part of what a rule takes, and what comes after it.
fn part(rule: &[TokenTree]) -> Option<(Part<'_>, &[TokenTree])> {
    match rule {
        [dollar, TokenTree::Ident(name), colon, TokenTree::Ident(kind), rest @ ..]
            if is(dollar, '$') && is(colon, ':') =>
        {
            Some((Part::Named(name.to_string(), kind.to_string()), rest))
        }
        _ => part_to_give(rule),
    }
}

/// The same of what it gives, where names have no kinds.
fn part_to_give(rule: &[TokenTree]) -> Option<(Part<'_>, &[TokenTree])> {
    let (first, rest) = rule.split_first()?;
    if !is(first, '$') {
        return Some((Part::Token(first), rest));
    }
    match rest {
        [TokenTree::Group(group), rest @ ..] => {
            let is_count = |token: &TokenTree| "*+?".chars().any(|c| is(token, c));
            let end = rest.iter().position(is_count)?;
            Some((Part::Repeated(group, rest[..end].first()), &rest[end + 1..]))
        }
        [TokenTree::Ident(name), rest @ ..] => Some((Part::Named(name.to_string(), String::new()), rest)),
        _ => None,
    }
}

fn is(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

/// Binds the names of a rule; what is left is given back.
fn matched<'a>(rule: &[TokenTree], given: &'a [TokenTree], bound: &mut Binding) -> Option<&'a [TokenTree]> {
    let Some((first, after)) = part(rule) else { return rule.is_empty().then_some(given) };
    let rest = match first {
        Part::Token(TokenTree::Group(group)) => {
            let [TokenTree::Group(other), rest @ ..] = given else { return None };
            let takes: Vec<TokenTree> = group.stream().into_iter().collect();
            let inside: Vec<TokenTree> = other.stream().into_iter().collect();
            let is_like = group.delimiter() == other.delimiter();
            (is_like && matched(&takes, &inside, bound)?.is_empty()).then_some(rest)?
        }
        Part::Token(token) => {
            let (next, rest) = given.split_first()?;
            (next.to_string() == token.to_string()).then_some(rest)?
        }
        Part::Named(name, kind) => {
            let length = length(&kind, given, after)?;
            bound.insert(name, Bound::Tokens(given[..length].to_vec()));
            &given[length..]
        }
        Part::Repeated(group, separator) => {
            let takes: Vec<TokenTree> = group.stream().into_iter().collect();
            let mut rounds = Vec::new();
            let mut rest = given;
            while !rest.is_empty() {
                let mut round = Binding::new();
                let Some(left) = matched(&takes, rest, &mut round) else { break };
                rounds.push(round);
                rest = left;
                match separator {
                    Some(sign) if left.first().is_some_and(|next| next.to_string() == sign.to_string()) => {
                        rest = &left[1..];
                    }
                    Some(_) => break,
                    None => {}
                }
            }
            for name in names(&takes) {
                bound.insert(name, Bound::Rounds(rounds.clone()));
            }
            rest
        }
    };
    matched(after, rest, bound)
}

/// How many tokens a fragment of a kind takes.
fn length(kind: &str, given: &[TokenTree], after: &[TokenTree]) -> Option<usize> {
    match kind {
        "ident" | "tt" | "literal" | "block" | "lifetime" => (!given.is_empty()).then_some(1),
        _ => {
            let end = match part(after) {
                Some((Part::Token(next), _)) => given
                    .iter()
                    .position(|token| token.to_string() == next.to_string())
                    .unwrap_or(given.len()),
                _ => given.iter().position(|token| is(token, ',') || is(token, ';')).unwrap_or(given.len()),
            };
            (end > 0).then_some(end)
        }
    }
}

/// The names that stand in a part of a rule.
fn names(rule: &[TokenTree]) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = rule;
    while let Some((first, after)) = part_to_give(rest) {
        match first {
            Part::Named(name, _) => found.push(name),
            Part::Repeated(group, _) | Part::Token(TokenTree::Group(group)) => {
                found.extend(names(&group.stream().into_iter().collect::<Vec<_>>()));
            }
            Part::Token(_) => {}
        }
        rest = after;
    }
    found
}

/// What a rule gives.
fn made(gives: &[TokenTree], bound: &Binding) -> TokenStream {
    let mut tokens = Vec::new();
    let mut rest = gives;
    while let Some((first, after)) = part_to_give(rest) {
        match first {
            Part::Token(TokenTree::Group(group)) => {
                let inside = made(&group.stream().into_iter().collect::<Vec<_>>(), bound);
                tokens.push(TokenTree::Group(Group::new(group.delimiter(), inside)));
            }
            Part::Token(token) => tokens.push(token.clone()),
            Part::Named(name, _) => match bound.get(&name) {
                Some(Bound::Tokens(given)) => {
                    let given = given.iter().cloned().collect();
                    tokens.push(TokenTree::Group(Group::new(Delimiter::None, given)));
                }
                _ if name == "crate" => tokens.push(TokenTree::Ident(Ident::new("crate", Span::call_site()))),
                _ => {}
            },
            Part::Repeated(group, separator) => {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                let rounds = names(&inside).into_iter().find_map(|name| match bound.get(&name) {
                    Some(Bound::Rounds(rounds)) => Some(rounds),
                    _ => None,
                });
                for round in rounds.into_iter().flatten() {
                    let all: Binding = bound.clone().into_iter().chain(round.clone()).collect();
                    tokens.extend(made(&inside, &all));
                    tokens.extend(separator.cloned());
                }
            }
        }
        rest = after;
    }
    flat(tokens.into_iter().collect())
}

/// Without groups that have no brackets, which a parser need not see.
fn flat(tokens: TokenStream) -> TokenStream {
    tokens
        .into_iter()
        .flat_map(|token| match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => flat(group.stream()),
            token => token.into(),
        })
        .collect()
}
