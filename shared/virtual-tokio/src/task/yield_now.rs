//! Letting others run.

use crate::runtime::context;
use std::future::poll_fn;
use std::task::Poll;

/// Lets others run before the task is polled again.
pub async fn yield_now() {
    let mut yielded = false;
    poll_fn(|cx| {
        if yielded {
            return Poll::Ready(());
        }
        yielded = true;
        context::defer(cx.waker());
        Poll::Pending
    })
    .await;
}
