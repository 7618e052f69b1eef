//! What the senders of both kinds of channel have in common.

/// A sender's types and what they can do but send.
macro_rules! sender {
    ($sender:ident, $weak:ident) => {
        /// Sends messages.
        pub struct $sender<T> {
            pub(super) channel: Arc<Channel<T>>,
            /// Where it was made.
            pub(super) site: Site,
        }

        /// Keeps nobody waiting for messages, but can become a sender again as long as there is another.
        pub struct $weak<T> {
            channel: Arc<Channel<T>>,
        }

        impl<T> $sender<T> {
            /// Waits until nobody will receive anything.
            #[track_caller]
            pub fn closed(&self) -> impl Future<Output = ()> {
                let site = Location::caller();
                async move { poll_fn(|cx| self.channel.poll_closed(cx, site)).await }
            }

            /// Whether nobody will receive anything.
            #[track_caller]
            pub fn is_closed(&self) -> bool {
                self.channel.ask(Location::caller(), Line::is_closed)
            }

            /// Whether both send to the same receiver.
            pub fn same_channel(&self, other: &Self) -> bool {
                Arc::ptr_eq(&self.channel, &other.channel)
            }

            /// A sender that keeps nobody waiting.
            pub fn downgrade(&self) -> $weak<T> {
                self.channel.line.update(|line| line.weak_senders += 1);
                $weak { channel: Arc::clone(&self.channel) }
            }

            /// How many senders there are.
            #[track_caller]
            pub fn strong_count(&self) -> usize {
                self.channel.ask(Location::caller(), Line::senders)
            }

            /// How many weak senders there are.
            #[track_caller]
            pub fn weak_count(&self) -> usize {
                self.channel.ask(Location::caller(), |line| line.weak_senders)
            }
        }

        impl<T> Clone for $sender<T> {
            #[track_caller]
            fn clone(&self) -> Self {
                let site = Location::caller();
                self.channel.add_sender(site);
                $sender { channel: Arc::clone(&self.channel), site }
            }
        }

        impl<T> Drop for $sender<T> {
            fn drop(&mut self) {
                self.channel.drop_sender(self.site);
            }
        }

        impl<T> $weak<T> {
            /// A sender, if there still is one.
            #[track_caller]
            pub fn upgrade(&self) -> Option<$sender<T>> {
                let site = Location::caller();
                let upgraded = self.channel.upgrade(site);
                upgraded.then(|| $sender { channel: Arc::clone(&self.channel), site })
            }

            /// How many senders there are.
            #[track_caller]
            pub fn strong_count(&self) -> usize {
                self.channel.ask(Location::caller(), Line::senders)
            }

            /// How many weak senders there are.
            #[track_caller]
            pub fn weak_count(&self) -> usize {
                self.channel.ask(Location::caller(), |line| line.weak_senders)
            }
        }

        impl<T> Clone for $weak<T> {
            fn clone(&self) -> Self {
                self.channel.line.update(|line| line.weak_senders += 1);
                $weak { channel: Arc::clone(&self.channel) }
            }
        }

        impl<T> Drop for $weak<T> {
            fn drop(&mut self) {
                self.channel.line.update(|line| line.weak_senders = line.weak_senders.saturating_sub(1));
            }
        }

        impl<T> fmt::Debug for $sender<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($sender)).finish_non_exhaustive()
            }
        }

        impl<T> fmt::Debug for $weak<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($weak)).finish_non_exhaustive()
            }
        }
    };
}

pub(super) use sender;
