//! Letting others run.

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
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
