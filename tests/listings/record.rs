use std::path::Path;

use catalogue::Listing;
use insta::Settings;

/// Compares text with the snapshot of this name in the listing's folder. `insta` shows what differs, and keeps it for
/// `cargo insta review`.
pub fn compare(listing: &Listing, name: &str, text: &str) {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path(Path::new(&listing.folder));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}
