//! Receiving messages, the same way from both kinds of channel.

/// A receiver's type and all that it can do.
macro_rules! receiver {
    ($receiver:ident) => {
        /// Receives messages.
        pub struct $receiver<T> {
            pub(super) channel: Arc<Channel<T>>,
            /// Where it was made.
            pub(super) site: Site,
        }

        impl<T> $receiver<T> {
            /// The next message; `None` when there will be none.
            #[track_caller]
            pub fn recv(&mut self) -> impl Future<Output = Option<T>> {
                let site = Location::caller();
                async move { poll_fn(|cx| self.poll_recv_at(cx, site)).await }
            }

            /// At least one message, and more if they are there, at most `limit`: how many they were.
            #[track_caller]
            pub fn recv_many(&mut self, buffer: &mut Vec<T>, limit: usize) -> impl Future<Output = usize> {
                let site = Location::caller();
                async move { poll_fn(|cx| self.poll_many(cx, buffer, limit, site)).await }
            }

            /// Polls for messages as `recv_many` does.
            #[track_caller]
            pub fn poll_recv_many(
                &mut self,
                cx: &mut Context<'_>,
                buffer: &mut Vec<T>,
                limit: usize,
            ) -> Poll<usize> {
                self.poll_many(cx, buffer, limit, Location::caller())
            }

            fn poll_many(
                &mut self,
                cx: &mut Context<'_>,
                buffer: &mut Vec<T>,
                limit: usize,
                site: Site,
            ) -> Poll<usize> {
                poll_with_budget(cx, |cx| self.channel.poll_recv_many(cx, buffer, limit, site))
            }

            /// A message that is there already.
            ///
            /// # Errors
            /// When there is none.
            #[track_caller]
            pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
                self.channel.try_recv(Location::caller())
            }

            /// The next message, for a thread.
            ///
            /// # Panics
            /// Within a runtime.
            #[track_caller]
            pub fn blocking_recv(&mut self) -> Option<T> {
                context::may_block();
                self.channel.blocking_recv(Location::caller())
            }

            /// At least one message, and more if they are there, at most `limit`, for a thread: how many they were.
            ///
            /// # Panics
            /// Within a runtime.
            #[track_caller]
            pub fn blocking_recv_many(&mut self, buffer: &mut Vec<T>, limit: usize) -> usize {
                context::may_block();
                self.channel.blocking_recv_many(buffer, limit, Location::caller())
            }

            /// Takes no more messages than are on their way.
            #[track_caller]
            pub fn close(&mut self) {
                self.channel.close(Location::caller());
            }

            /// Whether no more messages are taken.
            #[track_caller]
            pub fn is_closed(&self) -> bool {
                self.channel.ask(Location::caller(), Line::is_over)
            }

            /// Whether no message is there.
            #[track_caller]
            pub fn is_empty(&self) -> bool {
                self.channel.ask(Location::caller(), |line| line.len() == 0)
            }

            /// How many messages are there.
            #[track_caller]
            pub fn len(&self) -> usize {
                self.channel.ask(Location::caller(), Line::len)
            }

            /// Polls for the next message.
            #[track_caller]
            pub fn poll_recv(&mut self, cx: &mut Context<'_>) -> Poll<Option<T>> {
                self.poll_recv_at(cx, Location::caller())
            }

            /// Polls for the next message on behalf of a line.
            #[doc(hidden)]
            pub fn poll_recv_at(&mut self, cx: &mut Context<'_>, site: Site) -> Poll<Option<T>> {
                poll_with_budget(cx, |cx| self.channel.poll_recv(cx, site))
            }

            /// How many senders there are.
            #[track_caller]
            pub fn sender_strong_count(&self) -> usize {
                self.channel.ask(Location::caller(), Line::senders)
            }

            /// How many weak senders there are.
            #[track_caller]
            pub fn sender_weak_count(&self) -> usize {
                self.channel.ask(Location::caller(), |line| line.weak_senders)
            }
        }

        impl<T> Drop for $receiver<T> {
            fn drop(&mut self) {
                self.channel.drop_receiver(self.site);
            }
        }

        impl<T> fmt::Debug for $receiver<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($receiver)).finish_non_exhaustive()
            }
        }
    };
}

pub(super) use receiver;
