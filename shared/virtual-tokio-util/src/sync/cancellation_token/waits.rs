//! Waiting to be told to stop.

use super::CancellationToken;
use engine::Site;
use pin_project_lite::pin_project;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

pin_project! {
    /// Waits to be told to stop.
    #[must_use = "futures do nothing unless polled"]
    #[project(!Unpin)]
    pub struct WaitForCancellationFuture<'a> {
        token: &'a CancellationToken,
        key: Option<u64>,
        site: Site,
    }

    impl PinnedDrop for WaitForCancellationFuture<'_> {
        fn drop(this: Pin<&mut Self>) {
            if let Some(key) = this.key {
                this.token.node.wait_no_more(key);
            }
        }
    }
}

pin_project! {
    /// Waits to be told to stop, and keeps the token.
    #[must_use = "futures do nothing unless polled"]
    #[project(!Unpin)]
    pub struct WaitForCancellationFutureOwned {
        token: CancellationToken,
        key: Option<u64>,
        site: Site,
    }

    impl PinnedDrop for WaitForCancellationFutureOwned {
        fn drop(this: Pin<&mut Self>) {
            if let Some(key) = this.key {
                this.token.node.wait_no_more(key);
            }
        }
    }
}

impl<'a> WaitForCancellationFuture<'a> {
    pub(super) fn new(token: &'a CancellationToken, site: Site) -> WaitForCancellationFuture<'a> {
        WaitForCancellationFuture { token, key: None, site }
    }
}

impl WaitForCancellationFutureOwned {
    pub(super) fn new(token: CancellationToken, site: Site) -> WaitForCancellationFutureOwned {
        WaitForCancellationFutureOwned { token, key: None, site }
    }
}

impl Future for WaitForCancellationFuture<'_> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = self.project();
        this.token.node.poll(cx, this.key, this.site)
    }
}

impl Future for WaitForCancellationFutureOwned {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = self.project();
        this.token.node.poll(cx, this.key, this.site)
    }
}

impl fmt::Debug for WaitForCancellationFuture<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitForCancellationFuture").finish()
    }
}

impl fmt::Debug for WaitForCancellationFutureOwned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitForCancellationFutureOwned").finish()
    }
}
