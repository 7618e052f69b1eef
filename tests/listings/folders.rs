use std::collections::BTreeSet;
use std::path::Path;

use catalogue::Catalogue;
use libtest_mimic::{Failed, Trial};

pub fn trials(catalogue: &'static Catalogue) -> Vec<Trial> {
    vec![
        Trial::test("every_folder_below_listings_is_a_listing_and_none_is_missing", || same_set(catalogue)),
        Trial::test("every_anchor_of_a_listing_is_closed", || anchors_close(catalogue)),
    ]
}

fn same_set(catalogue: &Catalogue) -> Result<(), Failed> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../listings"));
    let mut folders = BTreeSet::new();
    for chapter in std::fs::read_dir(root)? {
        for folder in std::fs::read_dir(chapter?.path())? {
            folders.insert(folder?.file_name().to_string_lossy().into_owned());
        }
    }
    let listed: BTreeSet<String> = catalogue.listings().iter().map(|listing| listing.id.package()).collect();
    let differing: Vec<_> = folders.symmetric_difference(&listed).collect();
    if differing.is_empty() { Ok(()) } else { Err(format!("only on one side: {differing:?}").into()) }
}

/// Chapters include what stands between `// ANCHOR: name` and `// ANCHOR_END: name`.
fn anchors_close(catalogue: &Catalogue) -> Result<(), Failed> {
    for listing in catalogue.listings() {
        let text = std::fs::read_to_string(listing.main())?;
        let names = |word: &str| -> Vec<String> {
            text.lines()
                .filter_map(|line| line.trim().strip_prefix(word))
                .map(|name| name.trim().to_owned())
                .collect()
        };
        let (opened, closed) = (names("// ANCHOR:"), names("// ANCHOR_END:"));
        if opened != closed {
            return Err(format!("{}: opened {opened:?}, closed {closed:?}", listing.id).into());
        }
    }
    Ok(())
}
