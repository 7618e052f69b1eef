use std::fs;

use catalogue::Catalogue;
use claims::Facts;
use libtest_mimic::{Failed, Trial};

use crate::{CARGO, CLAIMS};

/// What stands in `FACTS.md`.
pub fn recorded() -> Result<String, Failed> {
    let file = CARGO.folder().join("shared/FACTS.md");
    fs::read_to_string(&file).map_err(|error| format!("cannot read {}: {error}", file.display()).into())
}

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("table::facts_md_is_what_the_command_writes", is_written),
        Trial::test("table::it_has_each_claim_once_and_in_order", has_each_claim),
        Trial::test("table::each_place_to_look_is_there", places_are_there),
        Trial::test("table::each_claim_fits_on_a_line_and_has_an_id_of_its_own", claims_are_short),
    ]
}

fn is_written() -> Result<(), Failed> {
    let text = recorded()?;
    if Facts::parse(&text).to_markdown() == text {
        return Ok(());
    }
    Err("it was changed by hand; `cargo xtask claims --record` writes it".into())
}

fn has_each_claim() -> Result<(), Failed> {
    let facts = Facts::parse(&recorded()?);
    let rows: Vec<_> = facts.rows.iter().map(|row| (row.id.as_str(), row.says.as_str())).collect();
    let claims: Vec<_> = CLAIMS.iter().map(|claim| (claim.id, claim.says)).collect();
    if rows == claims { Ok(()) } else { Err(format!("recorded: {rows:#?}\nclaims: {claims:#?}").into()) }
}

fn claims_are_short() -> Result<(), Failed> {
    let long: Vec<_> =
        CLAIMS.iter().filter(|claim| claim.says.chars().count() > 95).map(|one| one.id).collect();
    let ids: std::collections::BTreeSet<_> = CLAIMS.iter().map(|claim| claim.id).collect();
    if long.is_empty() && ids.len() == CLAIMS.len() {
        return Ok(());
    }
    Err(format!("too long: {long:?}; {} ids for {} claims", ids.len(), CLAIMS.len()).into())
}

fn places_are_there() -> Result<(), Failed> {
    let catalogue = Catalogue::from_metadata(&CARGO.metadata()?)?;
    for claim in CLAIMS.iter() {
        let place = claim.look();
        let words: Vec<&str> = place.split(' ').collect();
        let there = match words[..] {
            ["cargo", "xtask", "cost"] => true,
            ["cargo", "xtask", "run", id] => catalogue.find(id).is_ok(),
            ["cargo", "xtask", "explore", ref ids @ ..] => ids.iter().all(|id| catalogue.find(id).is_ok()),
            [file] => CARGO.folder().join(file).is_file(),
            _ => false,
        };
        if !there {
            return Err(format!("{} tells to look at {place}", claim.id).into());
        }
    }
    Ok(())
}
