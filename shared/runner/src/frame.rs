//! The file around a program that makes it answer the explorer's requests.

use std::path::Path;

/// The file that is compiled instead of a program: the program is all of it but what nobody can name. `included` is where its
/// text is found, `path` what the compiler calls that, `head` what can't be included.
pub fn frame(included: &Path, path: &Path, head: &str) -> String {
    let (included, path) = (included.display().to_string(), path.display().to_string());
    // The process starts here and not in the program's own `main`, which rustc would call. A block that has no name can't clash
    // with anything of the program's, and paths that begin with `::` mean crates.
    format!(
        r#"{head}
#![allow(warnings)]
#![no_main]
::core::include!({included:?});
const _: () = {{
    #[unsafe(export_name = "main")]
    extern "C" fn start(
        _: ::core::ffi::c_int,
        _: *const *const ::core::ffi::c_char,
    ) -> ::core::ffi::c_int {{
        let source = ::explorer::Source {{ path: {path:?}, text: ::core::include_str!({included:?}) }};
        ::explorer::serve(|| ::std::process::code_of(main()), source)
    }}
}};
"#
    )
}
