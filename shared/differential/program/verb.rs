//! What statements do.

macro_rules! verbs {
    ($($(#[$doc:meta])* $name:ident = $word:literal),* $(,)?) => {
        /// What a statement does. `v` is a value, `r` the register that gets what comes of it, `g` a place for a guard.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Verb { $($(#[$doc])* $name),* }

        impl Verb {
            /// All of them.
            pub const ALL: &[Verb] = &[$(Verb::$name),*];

            /// Its word.
            pub fn word(self) -> &'static str {
                match self { $(Verb::$name => $word),* }
            }
        }
    };
}

verbs! {
    /// r v
    Set = "set",
    /// r v
    Add = "add",
    /// tag v
    Print = "print",
    /// tag: prints all registers
    Show = "show",
    /// r c { … }
    If = "if",
    /// tag
    Panic = "panic",
    /// ms
    Sleep = "sleep",
    Yield = "yield",
    /// body
    Spawn = "spawn",
    /// body, within a scope
    SpawnScoped = "spawn-scoped",
    /// { … }
    Scope = "scope",
    /// body r: what it wrote through its borrow
    ReadOut = "read-out",
    /// v: through the borrow
    WriteOut = "write-out",
    /// body r: what it returned, -1 if it panicked, -2 if it was aborted, -9 if there is no handle
    Join = "join",
    /// body r
    IsFinished = "is-finished",
    /// body: drops the handle
    Detach = "detach",
    /// body
    Unpark = "unpark",
    UnparkParent = "unpark-parent",
    Park = "park",
    /// ms
    ParkTimeout = "park-timeout",
    /// g m
    Lock = "lock",
    /// g m r: 0 or 1
    TryLock = "try-lock",
    /// g l
    Read = "read",
    /// g l
    Write = "write",
    /// g l r
    TryRead = "try-read",
    /// g l r
    TryWrite = "try-write",
    /// g r: what is locked
    Get = "get",
    /// g v
    Put = "put",
    /// g: drops the guard
    Unlock = "unlock",
    /// m r
    IsPoisoned = "is-poisoned",
    /// m v r: locks, adds, unlocks; r is what there was
    LockedAdd = "locked-add",
    /// g: of a mutex whose condition variable is waited for
    Wait = "wait",
    /// g ms r: 1 if it timed out
    WaitTimeout = "wait-timeout",
    /// g c: as long as what is locked is c
    WaitWhile = "wait-while",
    /// g ms c r
    WaitTimeoutWhile = "wait-timeout-while",
    /// m
    NotifyOne = "notify-one",
    /// m
    NotifyAll = "notify-all",
    /// b r: 1 for the leader
    Barrier = "barrier",
    /// c v r: 0, or 1 if nobody will receive it
    Send = "send",
    /// c v r: 0, 1, or 2 if it is full
    TrySend = "try-send",
    /// c r: -2 if there is no sender left
    Recv = "recv",
    /// c r: -1 if there is nothing
    TryRecv = "try-recv",
    /// c ms r: -1 if it timed out
    RecvTimeout = "recv-timeout",
    /// c
    DropSender = "drop-sender",
    /// c
    DropReceiver = "drop-receiver",
    /// a r
    Load = "load",
    /// a v
    Store = "store",
    /// a v r
    FetchAdd = "fetch-add",
    /// a v r
    Swap = "swap",
    /// a expected new r: what there was
    CompareExchange = "compare-exchange",
    /// o v r: prints while it makes the value
    OnceInit = "once-init",
    /// o r: -1 if there is none
    OnceGet = "once-get",
    /// o v r: 1 if there was one
    OnceSet = "once-set",
    /// r
    LocalGet = "local-get",
    /// v
    LocalAdd = "local-add",
    /// v: this thread prints it when it has ended
    LocalLoud = "local-loud",
    /// x r
    ArcCount = "arc-count",
    /// x
    ArcDrop = "arc-drop",
    /// x r: 1 if it was the last
    ArcIntoInner = "arc-into-inner",
    /// x r: 1 if it was the last, else it is kept
    ArcTryUnwrap = "arc-try-unwrap",
    /// x r: 1 if it is the only one
    ArcGetMut = "arc-get-mut",
    /// m, in the finale: prints what the mutex held
    MutexInner = "mutex-inner",
    /// l, in the finale
    RwLockInner = "rwlock-inner",
    /// a, in the finale
    AtomicInner = "atomic-inner",
    /// o, in the finale
    OnceInner = "once-inner",
    /// m, in the finale: the same through `&mut`
    MutexGetMut = "mutex-get-mut",
    /// body: a task
    SpawnTask = "spawn-task",
    /// body
    Abort = "abort",
    /// body body r: both futures' values, the first times ten
    JoinFutures = "join-futures",
    /// body body r: whichever is ready first; ten times which, and its value
    Select = "select",
    /// ms body r: -3 if the time ran out
    Timeout = "timeout",
    /// c v r
    AsyncSend = "async-send",
    /// c v r
    AsyncTrySend = "async-try-send",
    /// c v r: from a thread
    BlockingSend = "blocking-send",
    /// c r
    AsyncRecv = "async-recv",
    /// c r
    AsyncTryRecv = "async-try-recv",
    /// c r: from a thread
    BlockingRecv = "blocking-recv",
    /// c
    DropAsyncSender = "drop-async-sender",
    /// c
    DropAsyncReceiver = "drop-async-receiver",
    /// o v r: 1 if nobody will receive it
    OneshotSend = "oneshot-send",
    /// o r: -2 if nobody will send
    OneshotRecv = "oneshot-recv",
    /// o r: -1 if there is nothing yet
    OneshotTryRecv = "oneshot-try-recv",
    /// o
    DropOneshotSender = "drop-oneshot-sender",
    /// o
    DropOneshotReceiver = "drop-oneshot-receiver",
    /// n: waits
    Notified = "notified",
    /// n
    TokioNotifyOne = "tokio-notify-one",
    /// n
    TokioNotifyLast = "tokio-notify-last",
    /// n
    NotifyWaiters = "notify-waiters",
    /// g s k r: 1 if it is closed
    Acquire = "acquire",
    /// g s _ r: one; 1 if there is none, 2 if it is closed
    TryAcquire = "try-acquire",
    /// s k
    AddPermits = "add-permits",
    /// s
    CloseSemaphore = "close-semaphore",
    /// s r
    Permits = "permits",
    /// g m
    AsyncLock = "async-lock",
    /// g m r
    AsyncTryLock = "async-try-lock",
    /// g l
    AsyncRead = "async-read",
    /// g l
    AsyncWrite = "async-write",
    /// g l r
    AsyncTryRead = "async-try-read",
    /// g l r
    AsyncTryWrite = "async-try-write",
}
