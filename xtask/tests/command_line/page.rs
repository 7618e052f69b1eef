use std::fs;

use assert_cmd::Command;

use browser::{Browser, Scheme};

/// A browser without a window.
mod browser;

const WIDTHS: [usize; 3] = [400, 1000, 1600];

/// The page of a listing beside its counterpart.
fn page(id: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.html");
    let workspace = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(["compare", id, "--html"]).arg(&file).current_dir(workspace).assert().success();
    fs::read_to_string(file).unwrap()
}

#[test]
fn a_page_needs_nothing_else() {
    for id in ["17-13", "16-02"] {
        let html = page(id);
        for outside in ["src=", "href=", "url(", "@import", "<script", "<link", "javascript:", "onload="] {
            assert!(!html.contains(outside), "{id}: {outside}");
        }
        let addresses = html.matches("http").count();
        assert_eq!(addresses, html.matches("xmlns=\"http://www.w3.org/2000/svg\"").count(), "{id}");
    }
}

#[test]
fn a_page_reads_well_in_each_size_and_scheme() {
    let Some(browser) = Browser::find() else { return };
    let texts = [
        ("17-13", ["16-11 beside 17-13", "async move", "2 outputs, exhaustive", "rx_fut", "tie at 1500 ms"]),
        (
            "16-02",
            [
                "16-02 beside 17-07",
                "spawn_task",
                "16 outputs, exhaustive",
                "thread 1",
                "returns after 4500 ms",
            ],
        ),
    ];
    let pages = texts.map(|(id, texts)| (id, texts, page(id)));
    let cases: Vec<_> =
        WIDTHS.into_iter().flat_map(|width| pages.iter().map(move |page| (width, page))).collect();
    let opened: Vec<(usize, &str)> =
        cases.iter().map(|(width, (_, _, html))| (*width, html.as_str())).collect();
    for scheme in [Scheme::Light, Scheme::Dark] {
        for ((width, (id, texts, _)), page) in cases.iter().zip(browser.measure(&opened, scheme)) {
            let at = format!("{id}, {width}, {scheme:?}: {page:#?}");
            assert_eq!((page.width, page.dark), (*width, scheme == Scheme::Dark), "{at}");
            assert!(page.faults().is_empty(), "{at}");
            assert_eq!((page.beside > 0, page.stacked > 0), (*width >= 1000, *width < 1000), "{at}");
            assert_eq!(page.pictures, 2, "{at}");
            // Of fourteen pixels at most a tenth less.
            assert!(page.smallest_text >= 12.6, "{at}");
            for text in texts {
                assert!(page.text.contains(text), "no {text:?} at {at}");
            }
        }
    }
}

#[test]
fn a_page_that_does_not_is_found_out() {
    let Some(browser) = Browser::find() else { return };
    let page = page("16-02");
    let breaks = [
        ("errors", "<script>no_such_function()</script>"),
        ("sideways", "<style>.comparison .code{white-space:pre}wbr{display:none}</style>"),
        (
            "sideways",
            "<style>.comparison .code{display:block;overflow:auto;white-space:pre}wbr{display:none}</style>",
        ),
        ("sideways", "<style>.timeline{max-width:none!important;width:500px!important}</style>"),
        ("overlapping", "<style>.comparison h2{margin-top:-60px}</style>"),
        ("overlapping", "<style>.timeline text{font-size:24px}</style>"),
        ("pale", "<style>.comparison mark{color:#999}</style>"),
    ];
    let broken = breaks.map(|(_, break_it)| page.replace("</head>", &format!("{break_it}</head>")));
    let opened: Vec<(usize, &str)> = broken.iter().chain([&page]).map(|html| (400, html.as_str())).collect();
    let mut measured = browser.measure(&opened, Scheme::Light);
    let sound = measured.pop().unwrap();
    assert!(sound.faults().is_empty(), "{sound:#?}");
    for ((fault, break_it), measured) in breaks.iter().zip(&measured) {
        assert!(measured.faults().contains(fault), "{break_it}: {measured:#?}");
    }
}
