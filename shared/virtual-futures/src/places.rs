//! Places that are given to those who wait.

/// Places that are given to those who wait: the one that was left last, or a new one behind all others.
#[derive(Clone, Debug, Hash)]
pub(crate) struct Places<W> {
    places: Vec<Option<W>>,
    left: Vec<usize>,
}

impl<W> Places<W> {
    pub fn insert(&mut self, waits: W) -> usize {
        let place = self.left.pop().unwrap_or(self.places.len());
        if place == self.places.len() {
            self.places.push(None);
        }
        self.places[place] = Some(waits);
        place
    }

    pub fn set(&mut self, place: usize, waits: W) {
        self.places[place] = Some(waits);
    }

    pub fn remove(&mut self, place: usize) -> Option<W> {
        self.left.push(place);
        self.places[place].take()
    }

    /// All who wait, by their places.
    pub fn all(&mut self) -> impl Iterator<Item = &mut W> {
        self.places.iter_mut().flatten()
    }

    pub fn is_empty(&self) -> bool {
        self.places.iter().all(Option::is_none)
    }
}

impl<W> Default for Places<W> {
    fn default() -> Places<W> {
        Places { places: Vec::new(), left: Vec::new() }
    }
}
