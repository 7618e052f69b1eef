//! Many accounts, shared by tasks.

use std::sync::Arc;

use tokio::sync::Mutex;

use crate::account::Account;

#[derive(Clone)]
pub struct Ledger {
    accounts: Arc<Vec<Mutex<Account>>>,
}

impl Ledger {
    pub fn new(accounts: Vec<Account>) -> Ledger {
        Ledger { accounts: Arc::new(accounts.into_iter().map(Mutex::new).collect()) }
    }

    pub async fn balance(&self, account: usize) -> i64 {
        self.accounts[account].lock().await.balance
    }

    pub async fn deposit(&self, account: usize, amount: i64) {
        self.accounts[account].lock().await.balance += amount;
    }

    /// Looks first and takes then: somebody else may take in between.
    pub async fn withdraw(&self, account: usize, amount: i64) -> bool {
        if self.balance(account).await < amount {
            return false;
        }
        self.accounts[account].lock().await.balance -= amount;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ledger() -> Ledger {
        Ledger::new(vec![Account::new("Ada", 10)])
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn deposits_add_up() {
        let ledger = ledger();
        let other = ledger.clone();
        let task = tokio::spawn(async move { other.deposit(0, 5).await });
        ledger.deposit(0, 7).await;
        task.await.unwrap();
        assert_eq!(ledger.balance(0).await, 22);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn nobody_overdraws() {
        let ledger = ledger();
        let other = ledger.clone();
        let task = tokio::spawn(async move { other.withdraw(0, 8).await });
        ledger.withdraw(0, 8).await;
        task.await.unwrap();
        let balance = ledger.balance(0).await;
        assert!(balance >= 0, "the balance is {balance}");
    }

    #[test]
    #[should_panic(expected = "index out of bounds")]
    fn there_is_no_second_account() {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(ledger().balance(1));
    }
}
