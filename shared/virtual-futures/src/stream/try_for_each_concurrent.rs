//! Doing something with a stream's items, several at a time, until it fails.

use crate::stream::FuturesUnordered;
use futures::stream::{Stream, TryStream};
use pin_project_lite::pin_project;
use std::pin::Pin;
use std::task::{Context, Poll};

pin_project! {
    /// As `futures::stream::TryForEachConcurrent`.
    #[must_use = "futures do nothing unless you `.await` or poll them"]
    pub struct TryForEachConcurrent<S, F, G> {
        #[pin]
        stream: Option<S>,
        work: G,
        futures: FuturesUnordered<F>,
        most: usize,
    }
}

/// What comes after a round.
enum Round {
    Again,
    Wait,
    End,
}

impl<S, F, G> TryForEachConcurrent<S, F, G> {
    #[track_caller]
    pub(super) fn new(stream: S, most: Option<usize>, work: G) -> TryForEachConcurrent<S, F, G> {
        let most = most.filter(|most| *most > 0).unwrap_or(usize::MAX);
        TryForEachConcurrent { stream: Some(stream), work, futures: FuturesUnordered::new(), most }
    }
}

impl<S, F, G> TryForEachConcurrent<S, F, G>
where
    S: TryStream,
    F: Future<Output = Result<(), S::Error>>,
    G: FnMut(S::Ok) -> F,
{
    /// Takes one more item and one more result.
    fn proceed(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Result<Round, S::Error> {
        let mut this = self.as_mut().project();
        let mut goes_on = false;
        if this.futures.len() < *this.most
            && let Some(stream) = this.stream.as_mut().as_pin_mut()
        {
            match stream.try_poll_next(cx)? {
                Poll::Ready(Some(item)) => {
                    goes_on = true;
                    this.futures.push((this.work)(item));
                }
                Poll::Ready(None) => this.stream.set(None),
                Poll::Pending => {}
            }
        }
        match Pin::new(&mut *this.futures).poll_next(cx)? {
            Poll::Ready(Some(())) => goes_on = true,
            Poll::Ready(None) if this.stream.is_none() => return Ok(Round::End),
            Poll::Ready(None) | Poll::Pending => {}
        }
        Ok(if goes_on { Round::Again } else { Round::Wait })
    }
}

impl<S, F, G> Future for TryForEachConcurrent<S, F, G>
where
    S: TryStream,
    F: Future<Output = Result<(), S::Error>>,
    G: FnMut(S::Ok) -> F,
{
    type Output = Result<(), S::Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        loop {
            match self.as_mut().proceed(cx) {
                Ok(Round::Again) => {}
                Ok(Round::Wait) => return Poll::Pending,
                Ok(Round::End) => return Poll::Ready(Ok(())),
                Err(error) => {
                    let mut this = self.as_mut().project();
                    this.stream.set(None);
                    this.futures.clear();
                    return Poll::Ready(Err(error));
                }
            }
        }
    }
}
