//! Doing something with a stream's items, several at a time.

use crate::stream::FuturesUnordered;
use futures::stream::Stream;
use pin_project_lite::pin_project;
use std::pin::Pin;
use std::task::{Context, Poll};

pin_project! {
    /// As `futures::stream::ForEachConcurrent`.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless you `.await` or poll them"]
    pub struct ForEachConcurrent<S, F, G> {
        #[pin]
        stream: Option<S>,
        work: G,
        futures: FuturesUnordered<F>,
        most: usize,
    }
}

impl<S, F, G> ForEachConcurrent<S, F, G> {
    #[track_caller]
    pub(super) fn new(stream: S, most: Option<usize>, work: G) -> ForEachConcurrent<S, F, G> {
        let most = most.filter(|most| *most > 0).unwrap_or(usize::MAX);
        ForEachConcurrent { stream: Some(stream), work, futures: FuturesUnordered::new(), most }
    }
}

impl<S: Stream, F: Future<Output = ()>, G: FnMut(S::Item) -> F> Future for ForEachConcurrent<S, F, G> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut this = self.project();
        loop {
            let mut goes_on = false;
            if this.futures.len() < *this.most
                && let Some(stream) = this.stream.as_mut().as_pin_mut()
            {
                match stream.poll_next(cx) {
                    Poll::Ready(Some(item)) => {
                        goes_on = true;
                        this.futures.push((this.work)(item));
                    }
                    Poll::Ready(None) => this.stream.set(None),
                    Poll::Pending => {}
                }
            }
            match Pin::new(&mut *this.futures).poll_next(cx) {
                Poll::Ready(Some(())) => goes_on = true,
                Poll::Ready(None) if this.stream.is_none() => return Poll::Ready(()),
                Poll::Ready(None) | Poll::Pending => {}
            }
            if !goes_on {
                return Poll::Pending;
            }
        }
    }
}
