//! An account.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    pub owner: String,
    pub balance: i64,
}

impl Account {
    pub fn new(owner: &str, balance: i64) -> Account {
        Account { owner: owner.to_owned(), balance }
    }
}
