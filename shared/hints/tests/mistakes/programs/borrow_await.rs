use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

fn main() {
    trpl::run(async {
        let total = Rc::new(RefCell::new(0));
        let a = async {
            let mut t = total.borrow_mut();
            trpl::sleep(Duration::from_millis(5)).await;
            *t += 1;
        };
        let b = async {
            *total.borrow_mut() += 10;
        };
        trpl::join(a, b).await;
        println!("{}", total.borrow());
    });
}
