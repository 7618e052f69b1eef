//! What is put into a page.

use std::fs::File;
use std::path::Path;
use std::time::SystemTime;

use judge::Cache;
use serde::{Deserialize, Serialize};
use terminal::{Failure, Workspace};

use crate::order::Order;

/// What is put into a page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Piece {
    /// HTML as a block of Markdown, or plain Markdown.
    pub text: String,
    /// Why there is nothing to show.
    pub warning: Option<String>,
}

/// What was put into the pages of a book before.
pub struct Pieces<'a> {
    cache: Cache<Piece>,
    /// For whom, and by which build of ours.
    made: (&'a str, Option<(u64, SystemTime)>),
}

impl Pieces<'_> {
    /// Pieces for a kind of pages of a book.
    pub fn open<'a>(workspace: &Workspace, root: &Path, kind: &'a str) -> Pieces<'a> {
        let data = std::env::current_exe().and_then(std::fs::metadata);
        let build = data.ok().and_then(|data| Some((data.len(), data.modified().ok()?)));
        Pieces { cache: Cache::open(workspace, &(root, kind)), made: (kind, build) }
    }

    pub fn get(&mut self, order: &Order) -> Option<Piece> {
        let key = self.key(order);
        self.cache.get(&key)
    }

    pub fn put(&mut self, order: &Order, piece: &Piece) {
        let key = self.key(order);
        self.cache.put(&key, piece);
    }

    /// Waits until nobody else judges or asks here: programs that are shared with others would be removed by them.
    pub fn alone(&self, workspace: &Workspace) -> Result<File, Failure> {
        self.cache.alone(workspace)
    }

    /// Writes them down.
    pub fn close(self) {
        self.cache.close();
    }

    fn key(&self, Order { part, source, id, .. }: &Order) -> String {
        self.cache.key(source, &format!("{part:?} {id:?} {:?}", self.made))
    }
}
