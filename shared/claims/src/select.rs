//! Which claims a user means.

use std::cmp::Reverse;

use crate::claim::Claim;

/// A pattern that no claim matches.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no claim matches {pattern}; the nearest are {}", nearest.join(", "))]
pub struct NoClaim {
    pattern: String,
    nearest: Vec<String>,
}

/// The claims whose id or sentence holds one of the patterns, or that tell to look at it, in either case; an id written in
/// full (`T3`, `t03`) means that claim alone. No pattern means all of them.
///
/// # Errors
/// A pattern that matches nothing.
pub fn select(claims: Vec<Claim>, patterns: &[String]) -> Result<Vec<Claim>, NoClaim> {
    let mut wanted = vec![patterns.is_empty(); claims.len()];
    for pattern in patterns {
        let exact = claims.iter().position(|claim| is_id(claim, pattern));
        let is_hit = |(index, claim): (usize, &Claim)| match exact {
            Some(exact) => index == exact,
            None => holds(claim, pattern),
        };
        let hits: Vec<bool> = claims.iter().enumerate().map(is_hit).collect();
        if !hits.contains(&true) {
            return Err(NoClaim { pattern: pattern.clone(), nearest: nearest(&claims, pattern) });
        }
        wanted.iter_mut().zip(hits).for_each(|(wanted, hit)| *wanted |= hit);
    }
    Ok(claims.into_iter().zip(wanted).filter_map(|(claim, wanted)| wanted.then_some(claim)).collect())
}

/// `T3`, `t3` and `T03` are the same.
fn is_id(claim: &Claim, pattern: &str) -> bool {
    parse_id(pattern).is_some_and(|(letter, number)| is_of(claim, letter) && number == claim.number())
}

fn parse_id(pattern: &str) -> Option<(&str, u32)> {
    let (letter, number) = pattern.split_at_checked(1)?;
    Some((letter, number.parse().ok()?))
}

fn is_of(claim: &Claim, letter: &str) -> bool {
    letter.eq_ignore_ascii_case(&claim.id[..1])
}

fn holds(claim: &Claim, pattern: &str) -> bool {
    let pattern = pattern.to_lowercase();
    claim.says.replace('`', "").to_lowercase().contains(&pattern.replace('`', ""))
        || claim.name().contains(&pattern)
        || claim.look.contains(&catalogue::spelled(&pattern))
}

/// The ids next to it; or those of the claims with a word that looks most like it.
fn nearest(claims: &[Claim], pattern: &str) -> Vec<String> {
    let mut claims: Vec<&Claim> = claims.iter().collect();
    match parse_id(pattern) {
        Some((letter, number)) => {
            claims.sort_by_key(|claim| (!is_of(claim, letter), claim.number().abs_diff(number)));
        }
        None => claims.sort_by_key(|claim| Reverse(likeness(claim, &pattern.to_lowercase()))),
    }
    claims.iter().take(3).map(|claim| claim.id.to_owned()).collect()
}

/// How much the most similar word of its sentence is like it, up to a million.
fn likeness(claim: &Claim, pattern: &str) -> u32 {
    let name = claim.name();
    let likeness = name.split('_').map(|word| strsim::jaro_winkler(word, pattern));
    (likeness.fold(0.0, f64::max) * 1e6) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(patterns: &[&str]) -> Vec<&'static str> {
        let patterns: Vec<String> = patterns.iter().map(ToString::to_string).collect();
        select(crate::claims(), &patterns).unwrap().iter().map(|claim| claim.id).collect()
    }

    #[test]
    fn an_id_in_any_spelling_means_that_claim_alone() {
        for id in ["T3", "t3", "T03"] {
            assert_eq!(ids(&[id]), ["T3"]);
        }
    }

    #[test]
    fn words_and_listings_are_found_with_or_without_backquotes() {
        assert_eq!(ids(&["cross THREADS"]), ["T16"]);
        assert_eq!(ids(&["`rc` can't", "17-join-all"]), ["T16", "A21"]);
        assert!(ids(&["17-13"]).contains(&"A18"));
    }

    #[test]
    fn no_pattern_means_all_in_order() {
        let all = ids(&[]);
        assert_eq!((all.first(), all.last()), (Some(&"T1"), Some(&"C5")));
    }

    #[test]
    fn a_pattern_without_a_match_is_answered_with_three_ids() {
        let error = select(crate::claims(), &["C9".to_owned()]).err().unwrap();
        assert_eq!(error.to_string(), "no claim matches C9; the nearest are C5, C4, C3");
        let error = select(crate::claims(), &["mutexes".to_owned()]).err().unwrap();
        assert_eq!(error.nearest[..2], ["T15", "T21"]);
    }
}
