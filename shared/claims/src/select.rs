//! Which claims a user means.

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
    let Some((letter, number)) = pattern.split_at_checked(1) else { return false };
    letter.eq_ignore_ascii_case(&claim.id[..1]) && number.parse() == Ok(claim.number())
}

fn holds(claim: &Claim, pattern: &str) -> bool {
    let pattern = pattern.to_lowercase();
    claim.says.replace('`', "").to_lowercase().contains(&pattern.replace('`', ""))
        || claim.name().contains(&pattern)
        || claim.look.contains(&pattern)
}

/// The ids that look most like it.
fn nearest(claims: &[Claim], pattern: &str) -> Vec<String> {
    let likeness = |claim: &&Claim| {
        let id = strsim::jaro_winkler(&claim.id.to_lowercase(), &pattern.to_lowercase());
        let number = pattern.get(1..).and_then(|rest| rest.parse::<u32>().ok());
        let apart = number.map_or(0, |number| number.abs_diff(claim.number()));
        (std::cmp::Reverse((id * 1e6) as i64), apart)
    };
    let mut claims: Vec<_> = claims.iter().collect();
    claims.sort_by_key(likeness);
    claims.iter().take(3).map(|claim| claim.id.to_owned()).collect()
}
