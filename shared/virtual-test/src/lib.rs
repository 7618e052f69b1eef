//! `test` as what `rustc --test` makes of `#[test]`s sees it: each becomes a constant of the types here, and its `main` hands
//! all of them to [`test_main_static`], which has the explorer run one of them.

mod description;
mod run;

pub use description::{
    ShouldPanic, StaticTestFn, StaticTestName, TestDesc, TestDescAndFn, TestFn, TestName, TestType,
};
pub use run::{assert_test_result, test_main_static};
