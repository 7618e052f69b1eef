//! Two tasks with one account.

mod report;

use ledger::account::Account;
use ledger::ledger::Ledger;

#[tokio::main]
async fn main() {
    let ledger = Ledger::new(vec![Account::new("Ada", 10)]);
    let other = ledger.clone();
    let task = tokio::spawn(async move { other.withdraw(0, 8).await });
    let mine = ledger.withdraw(0, 8).await;
    let theirs = task.await.unwrap();
    report::print(mine, theirs, ledger.balance(0).await);
}
