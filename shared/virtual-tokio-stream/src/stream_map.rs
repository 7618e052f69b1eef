//! Streams under keys.

use std::borrow::Borrow;
use std::future::poll_fn;
use std::hash::Hash;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio_stream::Stream;

/// Streams under keys, whose items come as they are ready. Each poll begins with any of them, as chance has it.
#[derive(Debug)]
pub struct StreamMap<K, V> {
    entries: Vec<(K, V)>,
}

impl<K, V> StreamMap<K, V> {
    /// No streams.
    pub fn new() -> StreamMap<K, V> {
        StreamMap { entries: Vec::new() }
    }

    /// No streams, and room for so many.
    pub fn with_capacity(capacity: usize) -> StreamMap<K, V> {
        StreamMap { entries: Vec::with_capacity(capacity) }
    }

    /// The streams and their keys, in any order.
    pub fn iter(&self) -> impl Iterator<Item = &(K, V)> {
        self.entries.iter()
    }

    /// The streams and their keys, in any order.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut (K, V)> {
        self.entries.iter_mut()
    }

    /// The keys, in any order.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.iter().map(|(key, _)| key)
    }

    /// The streams, in any order.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.iter().map(|(_, stream)| stream)
    }

    /// The streams, in any order.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.iter_mut().map(|(_, stream)| stream)
    }

    /// For how many streams there is room.
    pub fn capacity(&self) -> usize {
        self.entries.capacity()
    }

    /// How many streams there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Forgets all streams.
    pub fn clear(&mut self) {
        self.entries.clear();
    }

    /// Adds a stream; gives the one that had the key before.
    pub fn insert(&mut self, key: K, stream: V) -> Option<V>
    where
        K: Hash + Eq,
    {
        let before = self.remove(&key);
        self.entries.push((key, stream));
        before
    }

    /// Takes a stream out.
    pub fn remove<Q: ?Sized + Hash + Eq>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let place = self.entries.iter().position(|(other, _)| other.borrow() == key)?;
        Some(self.entries.swap_remove(place).1)
    }

    /// Whether there is a stream under a key.
    pub fn contains_key<Q: ?Sized + Hash + Eq>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.keys().any(|other| other.borrow() == key)
    }
}

impl<K: Clone + Unpin, V: Stream + Unpin> StreamMap<K, V> {
    /// At least one item, and more if they are ready, at most so many: how many they were.
    pub async fn next_many(&mut self, buffer: &mut Vec<(K, V::Item)>, limit: usize) -> usize {
        poll_fn(|cx| self.poll_next_many(cx, buffer, limit)).await
    }

    /// Polls for items as `next_many` does.
    #[track_caller]
    pub fn poll_next_many(
        &mut self,
        cx: &mut Context<'_>,
        buffer: &mut Vec<(K, V::Item)>,
        limit: usize,
    ) -> Poll<usize> {
        if limit == 0 || self.is_empty() {
            return Poll::Ready(0);
        }
        let mut round = Round::new(self.len());
        let mut added = 0;
        while added < limit {
            let before = added;
            for _ in 0..self.len() {
                if let Some(item) = round.poll(&mut self.entries, cx) {
                    buffer.push(item);
                    added += 1;
                    round.go_on(self.len());
                    if added == limit {
                        break;
                    }
                }
            }
            if added == before {
                break;
            }
        }
        if added > 0 || self.is_empty() { Poll::Ready(added) } else { Poll::Pending }
    }
}

impl<K: Clone + Unpin, V: Stream + Unpin> Stream for StreamMap<K, V> {
    type Item = (K, V::Item);

    #[track_caller]
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<(K, V::Item)>> {
        let mut round = Round::new(self.len());
        for _ in 0..self.len() {
            if let Some(item) = round.poll(&mut self.entries, cx) {
                return Poll::Ready(Some(item));
            }
        }
        if self.is_empty() { Poll::Ready(None) } else { Poll::Pending }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let hints = self.values().map(Stream::size_hint);
        hints.fold((0, Some(0)), |(least, most), hint| {
            let most = most.zip(hint.1).and_then(|(most, more)| most.checked_add(more));
            (least.saturating_add(hint.0), most)
        })
    }
}

/// Whose turn it is.
struct Round {
    began: usize,
    place: usize,
}

impl Round {
    /// Begins anywhere.
    #[track_caller]
    fn new(count: usize) -> Round {
        let began = engine::choose(count);
        Round { began, place: began }
    }

    /// Polls one stream. It is the next one's turn then, unless there was an item.
    fn poll<K: Clone, V: Stream + Unpin>(
        &mut self,
        entries: &mut Vec<(K, V)>,
        cx: &mut Context<'_>,
    ) -> Option<(K, V::Item)> {
        let (key, stream) = &mut entries[self.place];
        match Pin::new(stream).poll_next(cx) {
            Poll::Ready(Some(item)) => return Some((key.clone(), item)),
            Poll::Pending => self.go_on(entries.len()),
            Poll::Ready(None) => {
                // The last one takes its place, which has had its turn if it is behind the first.
                entries.swap_remove(self.place);
                if self.place == entries.len() {
                    self.place = 0;
                } else if self.place < self.began && self.began <= entries.len() {
                    self.go_on(entries.len());
                }
            }
        }
        None
    }

    fn go_on(&mut self, count: usize) {
        self.place = (self.place + 1) % count;
    }
}

impl<K, V> Default for StreamMap<K, V> {
    fn default() -> StreamMap<K, V> {
        StreamMap::new()
    }
}

impl<K: Hash + Eq, V> FromIterator<(K, V)> for StreamMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> StreamMap<K, V> {
        let mut map = StreamMap::new();
        map.extend(entries);
        map
    }
}

impl<K: Hash + Eq, V> Extend<(K, V)> for StreamMap<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        for (key, stream) in entries {
            self.insert(key, stream);
        }
    }
}
