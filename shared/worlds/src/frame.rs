//! The file around a program that makes it answer the explorer's requests.

use std::path::Path;

/// What a program that is part of a package calls the explorer: nothing of its own is called so.
pub const EXPLORER: &str = "_explorer";

/// The file that is compiled instead of a program: the program is all of it but what nobody can name. `included` is where its
/// text is found, `path` what the compiler calls that, `head` what can't be included.
pub fn frame(included: &Path, path: &Path, head: &str) -> String {
    let (text, path) = (included.display().to_string(), path.display().to_string());
    let source = format!("{EXPLORER}::Source {{ path: {path:?}, text: ::std::include_str!({text:?}) }}");
    around(included, head, "explorer", &source)
}

/// The same for a program of a package: which files it is made of is said when it is asked something.
pub fn frame_of_a_package(included: &Path, head: &str) -> String {
    around(included, head, EXPLORER, "")
}

/// `explorer` is the name by which the explorer is given, `sources` are the files that are told to it.
fn around(included: &Path, head: &str, explorer: &str, sources: &str) -> String {
    let included = included.display().to_string();
    // The process starts here and not in the program's own `main`, which rustc would call. A block that has no name can't clash
    // with anything of the program's, and `::std` means a crate in all editions.
    format!(
        r#"{head}
#![cfg_attr(not(test), no_main)]
::std::include!({included:?});
#[cfg(not(test))]
#[allow(warnings)]
const _: () = {{
    #[unsafe(export_name = "main")]
    extern "C" fn start(
        _: ::std::ffi::c_int,
        _: *const *const ::std::ffi::c_char,
    ) -> ::std::ffi::c_int {{
        extern crate {explorer} as {EXPLORER};
        {EXPLORER}::serve(|| ::std::process::code_of(main()), &[{sources}])
    }}
}};
"#
    )
}
