//! The environment, which is empty, so that no answer depends on whoever explores.

use ::std::env::VarError;
use ::std::ffi::{OsStr, OsString};
use ::std::iter::Empty;

/// As `std::env::Vars`.
pub type Vars = Empty<(String, String)>;

/// As `std::env::VarsOs`.
pub type VarsOs = Empty<(OsString, OsString)>;

/// As `std::env::var`.
///
/// # Errors
/// Always: none is set.
pub fn var<K: AsRef<OsStr>>(_key: K) -> Result<String, VarError> {
    rests_on_none();
    Err(VarError::NotPresent)
}

/// As `std::env::var_os`.
pub fn var_os<K: AsRef<OsStr>>(_key: K) -> Option<OsString> {
    rests_on_none();
    None
}

/// As `std::env::vars`.
pub fn vars() -> Vars {
    rests_on_none();
    Vars::default()
}

/// As `std::env::vars_os`.
pub fn vars_os() -> VarsOs {
    rests_on_none();
    VarsOs::default()
}

/// As `std::env::set_var`, which is not modelled.
///
/// # Safety
/// None: it does not come back.
#[expect(unsafe_code, reason = "std's is unsafe")]
pub unsafe fn set_var<K: AsRef<OsStr>, V: AsRef<OsStr>>(_key: K, _value: V) {
    engine::refuse("`std::env::set_var` is not modelled by the explorer")
}

/// As `std::env::remove_var`, which is not modelled.
///
/// # Safety
/// None: it does not come back.
#[expect(unsafe_code, reason = "std's is unsafe")]
pub unsafe fn remove_var<K: AsRef<OsStr>>(_key: K) {
    engine::refuse("`std::env::remove_var` is not modelled by the explorer")
}

fn rests_on_none() {
    engine::rests_on("no environment variable is set");
}
