//! A future whose output is kept until the others are ready too.

use pin_project_lite::pin_project;
use std::pin::Pin;
use std::task::{Context, Poll};

pin_project! {
    /// A future whose output is kept until the others are ready too.
    #[derive(Debug)]
    pub struct MaybeDone<F: Future> {
        // Dropped as soon as there is an output.
        #[pin]
        future: Option<F>,
        output: Option<F::Output>,
    }
}

impl<F: Future> MaybeDone<F> {
    /// Not done yet.
    pub fn new(future: F) -> MaybeDone<F> {
        MaybeDone { future: Some(future), output: None }
    }

    /// The output.
    ///
    /// # Panics
    /// When there is none, or it was taken already.
    pub fn take(self: Pin<&mut Self>) -> F::Output {
        self.project().output.take().expect("expected completed future")
    }
}

impl<T, E, F: Future<Output = Result<T, E>>> MaybeDone<F> {
    /// The error, if there is one already.
    pub fn take_error(self: Pin<&mut Self>) -> Option<E> {
        self.project().output.take_if(|output| output.is_err())?.err()
    }

    /// What is no error.
    ///
    /// # Panics
    /// When there is none, or it was taken already.
    pub fn take_ok(self: Pin<&mut Self>) -> T {
        self.take().ok().expect("expected Ok(_)")
    }
}

impl<F: Future> Future for MaybeDone<F> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut this = self.project();
        match this.future.as_mut().as_pin_mut() {
            Some(future) => match future.poll(cx) {
                Poll::Ready(output) => {
                    this.future.set(None);
                    *this.output = Some(output);
                    Poll::Ready(())
                }
                Poll::Pending => Poll::Pending,
            },
            None => {
                assert!(this.output.is_some(), "MaybeDone polled after value taken");
                Poll::Ready(())
            }
        }
    }
}
