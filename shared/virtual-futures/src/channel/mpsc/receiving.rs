//! What both kinds of receivers do.

use super::RecvError;
use futures::future::FusedFuture;
use futures::stream::{FusedStream, Stream};
use std::pin::Pin;
use std::task::{Context, Poll};

/// As `futures::channel::mpsc::Recv`.
#[derive(Debug)]
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Recv<'a, St: ?Sized> {
    pub(super) stream: &'a mut St,
}

impl<St: ?Sized + Unpin> Unpin for Recv<'_, St> {}

impl<St: ?Sized + FusedStream + Unpin> FusedFuture for Recv<'_, St> {
    fn is_terminated(&self) -> bool {
        self.stream.is_terminated()
    }
}

impl<St: ?Sized + Stream + Unpin> Future for Recv<'_, St> {
    type Output = Result<St::Item, RecvError>;

    #[track_caller]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut *self.stream).poll_next(cx).map(|message| message.ok_or(RecvError))
    }
}

/// The methods that both kinds of receivers have.
macro_rules! receiver {
    ($name:ident) => {
        impl<T> Unpin for $name<T> {}

        impl<T> $name<T> {
            /// As the real one's.
            pub fn recv(&mut self) -> super::Recv<'_, Self> {
                super::Recv { stream: self }
            }

            /// As the real one's.
            ///
            /// # Errors
            /// When there is no message.
            #[track_caller]
            pub fn try_recv(&mut self) -> Result<T, super::TryRecvError> {
                match self.try_receive(Location::caller()) {
                    Poll::Ready(Some(message)) => Ok(message),
                    Poll::Ready(None) => Err(super::TryRecvError::Closed),
                    Poll::Pending => Err(super::TryRecvError::Empty),
                }
            }

            /// As the real one's.
            ///
            /// # Errors
            /// When there is no message yet.
            #[track_caller]
            #[deprecated(note = "please use `try_recv` instead")]
            pub fn try_next(&mut self) -> Result<Option<T>, super::TryRecvError> {
                match self.try_receive(Location::caller()) {
                    Poll::Ready(message) => Ok(message),
                    Poll::Pending => Err(super::TryRecvError::Empty),
                }
            }

            fn try_receive(&mut self, site: Site) -> Poll<Option<T>> {
                let Some(channel) = &self.channel else { return Poll::Ready(None) };
                let received = channel.try_receive(site);
                self.is_over(received)
            }

            fn is_over(&mut self, received: Poll<Option<T>>) -> Poll<Option<T>> {
                if matches!(received, Poll::Ready(None)) {
                    self.channel = None;
                }
                received
            }

            fn close_at(&self, site: Site) {
                if let Some(channel) = &self.channel {
                    channel.close(site);
                }
            }

            #[track_caller]
            fn look(&self) -> (bool, usize) {
                let site = Location::caller();
                self.channel.as_ref().map_or((false, 0), |channel| channel.look(site))
            }
        }

        impl<T> futures::stream::Stream for $name<T> {
            type Item = T;

            #[track_caller]
            fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
                let Some(channel) = &self.channel else { return Poll::Ready(None) };
                let received = channel.poll_receive(cx, polled_at(Location::caller(), channel.site));
                self.is_over(received)
            }

            #[track_caller]
            fn size_hint(&self) -> (usize, Option<usize>) {
                let (open, messages) = self.look();
                (messages, (!open).then_some(messages))
            }
        }

        impl<T> futures::stream::FusedStream for $name<T> {
            fn is_terminated(&self) -> bool {
                self.channel.is_none()
            }
        }

        impl<T> Drop for $name<T> {
            fn drop(&mut self) {
                if let Some(channel) = &self.channel {
                    channel.drop_receiver();
                }
            }
        }

        impl<T> fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let over = self.channel.is_some() && self.look() == (false, 0);
                f.debug_struct("Receiver").field("closed", &over).finish()
            }
        }
    };
}
pub(super) use receiver;
