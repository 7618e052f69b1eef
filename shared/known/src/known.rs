//! The page of what is known, read.

/// The page.
const PAGE: &str = include_str!("../../KNOWN.md");
/// Names that are less alike are not taken for each other, from 0 to 1.
const ALIKE: f64 = 0.85;
/// So many are proposed.
const PROPOSED: usize = 3;

/// What the explorer knows of the crates that it has its own of.
#[derive(Clone, Debug)]
pub struct Known {
    modules: Vec<Module>,
    /// Modules of `std` that are not there.
    hidden: Vec<&'static str>,
}

#[derive(Clone, Debug)]
struct Module {
    path: &'static str,
    items: Vec<Item>,
    /// Whether all else of the real one is there.
    is_whole: bool,
}

#[derive(Clone, Debug)]
struct Item {
    name: &'static str,
    methods: Vec<&'static str>,
}

impl Known {
    pub fn read() -> Known {
        let mut known = Known { modules: Vec::new(), hidden: Vec::new() };
        for line in PAGE.lines() {
            if let Some(path) = line.strip_prefix("### ") {
                known.modules.push(Module { path, items: Vec::new(), is_whole: path == "std" });
            } else if let (Some(line), Some(module)) = (line.strip_prefix("- "), known.modules.last_mut()) {
                module.is_whole |= line == WHOLE;
                module.items.extend(items(line));
            } else if line.starts_with("All that the real one has") {
                known.hidden.extend(quoted(line));
            }
        }
        known
    }

    /// Whether the first part of a path is a crate that it knows.
    pub fn has_crate(&self, path: &str) -> bool {
        let first = path.split("::").next();
        self.modules
            .iter()
            .any(|module| Some(module.path) == first || module.path.split("::").next() == first)
    }

    /// Whether it knows what a path leads to, such as `tokio::sync::Mutex` or `tokio::sync`; `tokio::sync::*` is the same as that.
    pub fn has(&self, path: &str) -> bool {
        let path = path.strip_suffix("::*").unwrap_or(path);
        let is_in = |hidden: &&&str| path == **hidden || path.starts_with(&format!("{hidden}::"));
        if self.hidden.iter().find(is_in).is_some() {
            return false;
        }
        let within = |module: &&Module| path.strip_prefix(module.path)?.strip_prefix("::").map(str::len);
        let inner = self.modules.iter().filter(|module| within(module).is_some());
        let Some(module) = inner.max_by_key(|module| module.path.len()) else {
            return self.is_around(path);
        };
        let rest = &path[module.path.len() + 2..];
        let name = rest.split("::").next().unwrap_or_default();
        module.is_whole || module.items.iter().any(|item| item.name == name) || self.is_around(path)
    }

    /// What is called like what it does not know, with its whole path: of the same name in other modules of the crate, or of nearly the
    /// same in the same module.
    pub fn near(&self, path: &str) -> Vec<String> {
        let Some((parent, name)) = path.rsplit_once("::") else { return Vec::new() };
        let of = parent.split("::").next();
        let mut found: Vec<(f64, String)> = Vec::new();
        for module in self.modules.iter().filter(|module| module.path.split("::").next() == of) {
            for item in &module.items {
                let alike = strsim::jaro_winkler(name, item.name);
                if item.name == name || (module.path == parent && alike > ALIKE) {
                    found.push((alike, format!("{}::{}", module.path, item.name)));
                }
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        found.into_iter().map(|(_, path)| path).take(PROPOSED).collect()
    }

    /// The methods of a type or a trait, if there is only one of this name, or of this path: those that are called like `like` first.
    pub fn methods(&self, of: &str, like: &str) -> Vec<&'static str> {
        let is_it = |module: &Module, item: &Item| {
            let path = format!("{}::{}", module.path, item.name);
            path == of || path.ends_with(&format!("::{of}"))
        };
        let all = self.modules.iter().flat_map(|module| module.items.iter().map(move |item| (module, item)));
        let found: Vec<&Item> =
            all.filter(|(module, item)| is_it(module, item)).map(|(_, item)| item).collect();
        let Some(first) = found.first() else { return Vec::new() };
        if found.iter().any(|item| item.methods != first.methods) {
            return Vec::new();
        }
        let mut methods = first.methods.clone();
        let distance = |method: &&str| 1.0 - strsim::jaro_winkler(like, method);
        methods.sort_by(|a, b| distance(a).total_cmp(&distance(b)));
        methods
    }

    /// Whether modules are in it.
    fn is_around(&self, path: &str) -> bool {
        self.modules.iter().any(|module| module.path == path || module.path.starts_with(&format!("{path}::")))
    }
}

/// What a module's last line says where it has all else.
const WHOLE: &str = "all else of the real one";

/// The items of a line: "`A`, `B`: their, methods" or "what they are: `a`, `b`".
fn items(line: &'static str) -> Vec<Item> {
    let Some((start, end)) = line.split_once(": ") else { return Vec::new() };
    if !start.starts_with('`') {
        return quoted(end)
            .map(|name| Item { name: name.trim_end_matches('!'), methods: Vec::new() })
            .collect();
    }
    let methods: Vec<&str> = end.split(", ").collect();
    quoted(start).map(|name| Item { name, methods: methods.clone() }).collect()
}

fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[cfg(test)]
mod tests {
    use super::Known;

    #[test]
    fn what_is_listed_is_known_and_what_is_around_it() {
        let known = Known::read();
        for path in [
            "tokio::sync::Mutex",
            "tokio::sync",
            "tokio::sync::*",
            "tokio::select",
            "tokio",
            "futures::stream::StreamExt",
            "std::collections::HashMap",
            "std::io::Read",
            "std::sync::atomic::AtomicU8",
            "std::sync::mpsc::Sender::send",
        ] {
            assert!(known.has(path), "{path}");
        }
        for path in [
            "tokio::net",
            "tokio::net::UdpSocket",
            "std::fs::File",
            "std::sync::Mutexx",
            "tokio::signal",
            "rayon::join",
        ] {
            assert!(!known.has(path), "{path}");
        }
    }

    #[test]
    fn names_that_are_alike_are_near() {
        let known = Known::read();
        assert_eq!(known.near("tokio::sync::oneshot::Reciever"), ["tokio::sync::oneshot::Receiver"]);
        assert_eq!(known.near("tokio::task::LocalSett")[0], "tokio::task::LocalSet");
        assert!(known.near("tokio::net::UdpSocket").is_empty());
        let of_the_runtime = known.methods("Runtime", "spawn_blockingg");
        assert_eq!(of_the_runtime.first(), Some(&"spawn_blocking"), "{of_the_runtime:?}");
        assert!(known.methods("Sender", "send").is_empty(), "there are several");
        assert!(known.methods("tokio::sync::oneshot::Sender", "send").contains(&"is_closed"));
    }
}
