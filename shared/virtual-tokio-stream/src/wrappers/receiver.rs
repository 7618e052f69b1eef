//! A channel's messages.

use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio_stream::Stream;
use virtual_tokio::sync::mpsc::{Receiver, UnboundedReceiver};

macro_rules! receiver_stream {
    ($stream:ident, $receiver:ident) => {
        /// A channel's messages.
        #[derive(Debug)]
        pub struct $stream<T> {
            inner: $receiver<T>,
            /// Where it was made: who polls it is a combinator.
            site: &'static Location<'static>,
        }

        impl<T> $stream<T> {
            /// The messages that a receiver receives.
            #[track_caller]
            pub fn new(receiver: $receiver<T>) -> $stream<T> {
                $stream { inner: receiver, site: Location::caller() }
            }

            /// The receiver.
            pub fn into_inner(self) -> $receiver<T> {
                self.inner
            }

            /// Takes no more messages than are on their way.
            #[track_caller]
            pub fn close(&mut self) {
                self.inner.close();
            }
        }

        impl<T> Stream for $stream<T> {
            type Item = T;

            // The real one also tells how many messages there are, which nothing but a vector's capacity depends on, and to
            // look would be an operation.
            fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
                let site = self.site;
                self.inner.poll_recv_at(cx, site)
            }
        }

        impl<T> AsRef<$receiver<T>> for $stream<T> {
            fn as_ref(&self) -> &$receiver<T> {
                &self.inner
            }
        }

        impl<T> AsMut<$receiver<T>> for $stream<T> {
            fn as_mut(&mut self) -> &mut $receiver<T> {
                &mut self.inner
            }
        }

        impl<T> From<$receiver<T>> for $stream<T> {
            #[track_caller]
            fn from(receiver: $receiver<T>) -> $stream<T> {
                $stream::new(receiver)
            }
        }
    };
}

receiver_stream!(ReceiverStream, Receiver);
receiver_stream!(UnboundedReceiverStream, UnboundedReceiver);
