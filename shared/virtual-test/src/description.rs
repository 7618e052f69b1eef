//! What rustc says of a test.

pub use TestFn::StaticTestFn;
pub use TestName::StaticTestName;

/// As `test::TestDescAndFn`.
#[derive(Clone, Copy, Debug)]
pub struct TestDescAndFn {
    pub desc: TestDesc,
    pub testfn: TestFn,
}

/// As `test::TestDesc`.
#[derive(Clone, Copy, Debug)]
pub struct TestDesc {
    pub name: TestName,
    pub ignore: bool,
    pub ignore_message: Option<&'static str>,
    pub source_file: &'static str,
    pub start_line: usize,
    pub start_col: usize,
    pub end_line: usize,
    pub end_col: usize,
    pub should_panic: ShouldPanic,
    pub compile_fail: bool,
    pub no_run: bool,
    pub test_type: TestType,
}

/// As `test::TestName`.
#[derive(Clone, Copy, Debug)]
pub enum TestName {
    StaticTestName(&'static str),
}

/// As `test::TestFn`.
#[derive(Clone, Copy, Debug)]
pub enum TestFn {
    StaticTestFn(fn() -> Result<(), String>),
}

/// As `test::ShouldPanic`.
#[derive(Clone, Copy, Debug)]
pub enum ShouldPanic {
    No,
    Yes,
    YesWithMessage(&'static str),
}

/// As `test::TestType`.
#[derive(Clone, Copy, Debug)]
pub enum TestType {
    UnitTest,
    IntegrationTest,
    DocTest,
    Unknown,
}
