//! Statements that are a line each.

use super::Writer;
use crate::language::{BodyKind, REGISTERS, Statement, Verb};

impl Writer<'_> {
    /// The line that a statement is.
    pub fn simple(&self, statement: &Statement, kind: BodyKind) -> String {
        let at = |place| statement.index(place);
        let r = |place: usize| format!("r{}", at(place) % REGISTERS);
        let v = |place: usize| match statement.arg(place) {
            written if written < 0 => format!("r{}", (-1 - written) as usize % REGISTERS),
            written => written.to_string(),
        };
        let ms = |place: usize| format!("Duration::from_millis({})", at(place));
        let (a, b) = (at(0), at(1));
        let is_async = kind == BodyKind::Future;
        let bound = |c: usize| self.program.async_channels.get(c).is_some_and(|bound| *bound >= 0);
        let poison = ".unwrap_or_else(PoisonError::into_inner)";
        match statement.verb {
            Verb::Set => format!("{} = {};", r(0), v(1)),
            Verb::Add => format!("{} += {};", r(0), v(1)),
            Verb::Print => format!("println!(\"p{a} {{}}\", {});", v(1)),
            Verb::Show => format!("println!(\"s{a} {{:?}}\", [r0, r1, r2]);"),
            Verb::Panic => format!("panic!(\"!{a}\");"),
            Verb::Sleep if is_async => format!("trpl::sleep({}).await;", ms(0)),
            Verb::Sleep => format!("thread::sleep({});", ms(0)),
            Verb::Yield if is_async => "tokio::task::yield_now().await;".to_owned(),
            Verb::Yield => "thread::yield_now();".to_owned(),
            Verb::ReadOut => format!("{} = out{a};", r(1)),
            Verb::WriteOut => format!("out = {}; // through a borrow of its own `out`", v(0)),
            Verb::Join
                if is_async
                    && self.program.bodies.get(a).is_some_and(|body| body.kind == BodyKind::Future) =>
            {
                format!(
                    "{} = handle{a}.await.unwrap_or_else(|e| if e.is_cancelled() {{ -2 }} else {{ -1 }});",
                    r(1)
                )
            }
            Verb::Join => format!("{} = handle{a}.join().unwrap_or(-1);", r(1)),
            Verb::IsFinished => format!("{} = handle{a}.is_finished().into();", r(1)),
            Verb::Detach => format!("drop(handle{a});"),
            Verb::Abort => format!("handle{a}.abort();"),
            Verb::Unpark => format!("handle{a}.thread().unpark();"),
            Verb::UnparkParent => "parent.unpark(); // the `Thread` of who spawned it".to_owned(),
            Verb::Park => "thread::park();".to_owned(),
            Verb::ParkTimeout => format!("thread::park_timeout({});", ms(0)),
            Verb::Lock => format!("let mut g{a} = mutexes[{b}].lock(){poison};"),
            Verb::TryLock => format!("let g{a} = mutexes[{b}].try_lock(); {} = g{a}.is_err().into();", r(2)),
            Verb::Read => format!("let g{a} = rwlocks[{b}].read(){poison};"),
            Verb::Write => format!("let mut g{a} = rwlocks[{b}].write(){poison};"),
            Verb::TryRead => format!("let g{a} = rwlocks[{b}].try_read(); {} = g{a}.is_err().into();", r(2)),
            Verb::TryWrite => {
                format!("let g{a} = rwlocks[{b}].try_write(); {} = g{a}.is_err().into();", r(2))
            }
            Verb::Get => format!("{} = *g{a};", r(1)),
            Verb::Put => format!("*g{a} = {};", v(1)),
            Verb::Unlock => format!("drop(g{a});"),
            Verb::IsPoisoned => format!("{} = mutexes[{a}].is_poisoned().into();", r(1)),
            Verb::LockedAdd => {
                format!(
                    "{{ let mut g = mutexes[{a}].lock(){poison}; let v = {}; {} = *g; *g += v; }}",
                    v(1),
                    r(2)
                )
            }
            Verb::Wait => format!("g{a} = condvar_of_g{a}.wait(g{a}){poison};"),
            Verb::WaitTimeout => format!(
                "let (g{a}, w) = condvar_of_g{a}.wait_timeout(g{a}, {}){poison}; {} = w.timed_out().into();",
                ms(1),
                r(2)
            ),
            Verb::WaitWhile => format!("g{a} = condvar_of_g{a}.wait_while(g{a}, |v| *v == {b}){poison};"),
            Verb::WaitTimeoutWhile => format!(
                "let (g{a}, w) = condvar_of_g{a}.wait_timeout_while(g{a}, {}, |v| *v == {}){poison}; \
                 {} = w.timed_out().into();",
                ms(1),
                at(2),
                r(3)
            ),
            Verb::NotifyOne => format!("condvars[{a}].notify_one();"),
            Verb::NotifyAll => format!("condvars[{a}].notify_all();"),
            Verb::Barrier => format!("{} = barriers[{a}].wait().is_leader().into();", r(1)),
            Verb::Send => format!("{} = tx{a}.send({}).is_err().into();", r(2), v(1)),
            Verb::TrySend => format!(
                "{} = match tx{a}.try_send({}) {{ Ok(()) => 0, Err(mpsc::TrySendError::Disconnected(_)) => 1, Err(_) => 2 }};",
                r(2),
                v(1)
            ),
            Verb::Recv => format!("{} = rx{a}.recv().unwrap_or(-2);", r(1)),
            Verb::TryRecv => format!(
                "{} = rx{a}.try_recv().unwrap_or_else(|e| if e == mpsc::TryRecvError::Empty {{ -1 }} else {{ -2 }});",
                r(1)
            ),
            Verb::RecvTimeout => format!(
                "{} = rx{a}.recv_timeout({}).unwrap_or_else(|e| if e == mpsc::RecvTimeoutError::Timeout {{ -1 }} else {{ -2 }});",
                r(2),
                ms(1)
            ),
            Verb::DropSender => format!("drop(tx{a});"),
            Verb::DropReceiver => format!("drop(rx{a});"),
            Verb::Load => format!("{} = atomics[{a}].load(SeqCst);", r(1)),
            Verb::Store => format!("atomics[{a}].store({}, SeqCst);", v(1)),
            Verb::FetchAdd => format!("{} = atomics[{a}].fetch_add({}, SeqCst);", r(2), v(1)),
            Verb::Swap => format!("{} = atomics[{a}].swap({}, SeqCst);", r(2), v(1)),
            Verb::CompareExchange => format!(
                "{} = atomics[{a}].compare_exchange({}, {}, SeqCst, SeqCst).unwrap_or_else(|v| v);",
                r(3),
                v(1),
                v(2)
            ),
            Verb::OnceInit => {
                format!("{} = *onces[{a}].get_or_init(|| {{ println!(\"i{a}\"); {} }});", r(2), v(1))
            }
            Verb::OnceGet => format!("{} = onces[{a}].get().copied().unwrap_or(-1);", r(1)),
            Verb::OnceSet => format!("{} = onces[{a}].set({}).is_err().into();", r(2), v(1)),
            Verb::LocalGet => format!("{} = OWN.get();", r(0)),
            Verb::LocalAdd => format!("OWN.set(OWN.get() + {});", v(0)),
            Verb::LocalLoud => format!("LOUD.with(|loud| loud.0.set({}));", v(0)),
            Verb::ArcCount => format!("{} = Arc::strong_count(&arc{a}) as i64;", r(1)),
            Verb::ArcDrop => format!("drop(arc{a});"),
            Verb::ArcIntoInner => format!("{} = Arc::into_inner(arc{a}).is_some().into();", r(1)),
            Verb::ArcTryUnwrap => {
                format!("{} = Arc::try_unwrap(arc{a}).is_ok().into(); // if not, it is kept", r(1))
            }
            Verb::ArcGetMut => format!("{} = Arc::get_mut(&mut arc{a}).is_some().into();", r(1)),
            Verb::AsyncSend if bound(a) => {
                format!("{} = async_tx{a}.send({}).await.is_err().into();", r(2), v(1))
            }
            Verb::AsyncSend => format!("{} = async_tx{a}.send({}).is_err().into();", r(2), v(1)),
            Verb::BlockingSend if bound(a) => {
                format!("{} = async_tx{a}.blocking_send({}).is_err().into();", r(2), v(1))
            }
            Verb::BlockingSend => format!("{} = async_tx{a}.send({}).is_err().into();", r(2), v(1)),
            Verb::AsyncTrySend if bound(a) => format!(
                "{} = match async_tx{a}.try_send({}) {{ Ok(()) => 0, Err(tokio::sync::mpsc::error::TrySendError::Closed(_)) => 1, Err(_) => 2 }};",
                r(2),
                v(1)
            ),
            Verb::AsyncTrySend => format!("{} = async_tx{a}.send({}).is_err().into();", r(2), v(1)),
            Verb::AsyncRecv => format!("{} = async_rx{a}.recv().await.unwrap_or(-2);", r(1)),
            Verb::BlockingRecv => format!("{} = async_rx{a}.blocking_recv().unwrap_or(-2);", r(1)),
            Verb::AsyncTryRecv => format!(
                "{} = async_rx{a}.try_recv().unwrap_or_else(|e| if e == tokio::sync::mpsc::error::TryRecvError::Empty {{ -1 }} else {{ -2 }});",
                r(1)
            ),
            Verb::DropAsyncSender => format!("drop(async_tx{a});"),
            Verb::DropAsyncReceiver => format!("drop(async_rx{a});"),
            Verb::OneshotSend => format!("{} = once_tx{a}.send({}).is_err().into();", r(2), v(1)),
            Verb::OneshotRecv => format!("{} = once_rx{a}.await.unwrap_or(-2);", r(1)),
            Verb::OneshotTryRecv => format!(
                "{} = once_rx{a}.try_recv().unwrap_or_else(|e| if e == tokio::sync::oneshot::error::TryRecvError::Empty {{ -1 }} else {{ -2 }});",
                r(1)
            ),
            Verb::DropOneshotSender => format!("drop(once_tx{a});"),
            Verb::DropOneshotReceiver => format!("drop(once_rx{a});"),
            Verb::Notified => format!("notifies[{a}].notified().await;"),
            Verb::TokioNotifyOne => format!("notifies[{a}].notify_one();"),
            Verb::TokioNotifyLast => format!("notifies[{a}].notify_last();"),
            Verb::NotifyWaiters => format!("notifies[{a}].notify_waiters();"),
            Verb::Acquire => format!(
                "let g{a} = semaphores[{b}].acquire_many({}).await; {} = g{a}.is_err().into();",
                at(2),
                r(3)
            ),
            Verb::TryAcquire => format!(
                "let g{a} = semaphores[{b}].try_acquire(); {} = match &g{a} {{ Ok(_) => 0, Err(tokio::sync::TryAcquireError::NoPermits) => 1, Err(_) => 2 }};",
                r(3)
            ),
            Verb::AddPermits => format!("semaphores[{a}].add_permits({b});"),
            Verb::CloseSemaphore => format!("semaphores[{a}].close();"),
            Verb::Permits => format!("{} = semaphores[{a}].available_permits() as i64;", r(1)),
            Verb::AsyncLock => format!("let mut g{a} = async_mutexes[{b}].lock().await;"),
            Verb::AsyncTryLock => {
                format!("let g{a} = async_mutexes[{b}].try_lock(); {} = g{a}.is_err().into();", r(2))
            }
            Verb::AsyncRead => format!("let g{a} = async_rwlocks[{b}].read().await;"),
            Verb::AsyncWrite => format!("let mut g{a} = async_rwlocks[{b}].write().await;"),
            Verb::AsyncTryRead => {
                format!("let g{a} = async_rwlocks[{b}].try_read(); {} = g{a}.is_err().into();", r(2))
            }
            Verb::AsyncTryWrite => {
                format!("let g{a} = async_rwlocks[{b}].try_write(); {} = g{a}.is_err().into();", r(2))
            }
            _ => String::new(),
        }
    }
}
