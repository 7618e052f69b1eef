//! A small site on the loopback address, for the listings that get pages.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// The name under which facts and records speak of the site, wherever it is served.
const NAME: &str = "http://site";

/// The address and the answer's delay, and the title of the page if it has one.
const PAGES: [(&str, Duration, Option<&str>); 3] = [
    ("/quick", Duration::ZERO, Some("A quick page")),
    ("/slow", Duration::from_secs(5), Some("A slow page")),
    ("/untitled", Duration::ZERO, None),
];

/// Serves three pages until it is dropped: `/quick`, `/slow` and `/untitled`.
#[derive(Debug)]
pub struct Site {
    address: SocketAddr,
    closed: Arc<AtomicBool>,
}

impl Site {
    pub fn open() -> io::Result<Site> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let site = Site { address: listener.local_addr()?, closed: Arc::default() };
        let closed = site.closed.clone();
        thread::spawn(move || serve(&listener, &closed));
        Ok(site)
    }

    /// `http://site/quick` as an address that can be reached.
    pub fn real(&self, argument: &str) -> String {
        argument.replace(NAME, &self.url())
    }

    /// A line of output with the site's real address replaced by its name.
    pub fn named(&self, line: &str) -> String {
        line.replace(&self.url(), NAME)
    }

    fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.closed.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for a visitor.
        let _ = TcpStream::connect(self.address);
    }
}

fn serve(listener: &TcpListener, closed: &AtomicBool) {
    for visitor in listener.incoming().flatten() {
        if closed.load(Ordering::SeqCst) {
            break;
        }
        // A visitor that goes away early is none of our business.
        thread::spawn(move || answer(visitor));
    }
}

fn answer(mut visitor: TcpStream) -> io::Result<()> {
    let mut request = BufReader::new(visitor.try_clone()?).lines();
    let first = request.next().transpose()?.unwrap_or_default();
    while request.next().transpose()?.is_some_and(|header| !header.is_empty()) {}
    let path = first.split(' ').nth(1).unwrap_or_default();
    let (status, body) = match PAGES.iter().find(|(page, ..)| *page == path) {
        Some((_, delay, title)) => {
            thread::sleep(*delay);
            ("200 OK", page(*title))
        }
        None => ("404 Not Found", page(Some("No such page"))),
    };
    write!(
        visitor,
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

fn page(title: Option<&str>) -> String {
    let title = title.map(|title| format!("<title>{title}</title>")).unwrap_or_default();
    format!("<!doctype html><html><head>{title}</head><body><p>Hello.</p></body></html>\n")
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn get(site: &Site, path: &str) -> String {
        let mut stream = TcpStream::connect(site.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: site\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn pages_have_the_titles_that_the_facts_speak_of() {
        let site = Site::open().unwrap();
        assert!(get(&site, "/quick").contains("<title>A quick page</title>"));
        assert!(!get(&site, "/untitled").contains("<title>"));
        assert!(get(&site, "/other").starts_with("HTTP/1.1 404"));
    }

    #[test]
    fn the_name_stands_for_the_real_address_both_ways() {
        let site = Site::open().unwrap();
        let real = site.real("http://site/quick");
        assert!(real.starts_with("http://127.0.0.1:"), "{real}");
        assert_eq!(site.named(&format!("{real} returned first")), "http://site/quick returned first");
    }
}
