//! The sections of the Book, and which listings go with each.

use catalogue::{Catalogue, Id, Listing};

/// A chapter of the Book with its sections; the first of them is the chapter's own page.
pub struct Part {
    /// As it stands before its name.
    pub number: u32,
    pub sections: &'static [Section],
}

/// A section of the Book.
pub struct Section {
    /// What its page is called here.
    pub file: &'static str,
    /// Its page in the Book.
    pub book: &'static str,
    /// What we say to it, in Markdown. It names each of its listings: `[17-12]`.
    pub text: &'static str,
}

macro_rules! sections {
    ($($file:literal => $book:literal),* $(,)?) => {
        &[$(Section { file: $file, book: $book, text: include_str!(concat!("../text/", $file, ".md")) }),*]
    };
}

pub const PARTS: &[Part] = &[
    Part {
        number: 16,
        sections: sections! {
            "chapter-16" => "ch16-00-concurrency",
            "section-16-1" => "ch16-01-threads",
            "section-16-2" => "ch16-02-message-passing",
            "section-16-3" => "ch16-03-shared-state",
            "section-16-4" => "ch16-04-extensible-concurrency-sync-and-send",
        },
    },
    Part {
        number: 17,
        sections: sections! {
            "chapter-17" => "ch17-00-async-await",
            "section-17-1" => "ch17-01-futures-and-syntax",
            "section-17-2" => "ch17-02-concurrency-with-async",
            "section-17-3" => "ch17-03-more-futures",
            "section-17-4" => "ch17-04-streams",
            "section-17-5" => "ch17-05-traits-for-async",
            "section-17-6" => "ch17-06-futures-tasks-threads",
        },
    },
];

impl Section {
    /// What we call it.
    pub fn title(&self) -> &'static str {
        self.text.lines().next().unwrap_or_default().trim_start_matches("# ")
    }

    /// What is said below the title.
    pub fn body(&self) -> &'static str {
        self.text.split_once('\n').map_or("", |(_, body)| body)
    }

    /// Where it is in the Book.
    pub fn address(&self) -> String {
        format!("https://doc.rust-lang.org/book/{}.html", self.book)
    }

    /// The ids of listings that it names, in its order.
    pub fn named<'a>(&self, catalogue: &'a Catalogue) -> Vec<&'a Id> {
        let find = |name: &str| {
            catalogue.listings().iter().map(|listing| &listing.id).find(|id| id.as_str() == name)
        };
        let parts = self.text.split('[').skip(1);
        parts.filter_map(|part| find(part.split_once(']')?.0)).collect()
    }
}

impl Part {
    /// The listings of each section: those that it is the first to name; the last one has those that none names.
    pub fn listings<'a>(&self, catalogue: &'a Catalogue) -> Vec<Vec<&'a Listing>> {
        let mut left: Vec<&Listing> = catalogue.listings().iter().collect();
        left.retain(|listing| listing.id.chapter() == self.number.to_string());
        let mut all: Vec<Vec<&Listing>> = Vec::new();
        for section in self.sections {
            let mut own = Vec::new();
            for id in section.named(catalogue) {
                own.extend(left.iter().position(|listing| listing.id == *id).map(|place| left.remove(place)));
            }
            all.push(own);
        }
        if let Some(last) = all.last_mut() {
            last.extend(left);
        }
        all
    }
}
