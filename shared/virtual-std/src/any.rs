//! Types at run time, as `std::any`.

pub use ::std::any::*;

/// As `std::any::type_name`; refused where the name would tell that the explorer has its own `std` and frame.
#[must_use]
pub fn type_name<T: ?Sized>() -> &'static str {
    let name = ::std::any::type_name::<T>();
    if ["virtual_", "::program::", "engine::"].iter().any(|ours| name.contains(ours)) {
        engine::refuse(
            "`std::any::type_name` of a type of the program or of `std::sync` is not modelled by the explorer",
        );
    }
    name
}

/// As `std::any::type_name_of_val`.
#[must_use]
pub fn type_name_of_val<T: ?Sized>(_: &T) -> &'static str {
    type_name::<T>()
}
