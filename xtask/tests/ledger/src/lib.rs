//! Accounts, and moving money between them.

pub mod account;
pub mod ledger;
