//! Waiting for whichever of several futures is ready first.

/// Waits for whichever of several futures is ready first, and drops the others. Each poll begins with any of them, as
/// chance has it, unless the first words are `biased;`.
#[macro_export]
macro_rules! select {
    // All branches are known. They are pinned in reverse, so that the first is the first to be dropped.
    (@@ $turns:ident [$((
        $future:ident $output:ident $enabled:ident $place:expr;
        $pattern:pat = $init:expr, if $condition:expr => $handler:expr
    ))+] [$($reversed:ident)+] $else:expr) => {{
        $(let mut $enabled = $condition;)+
        #[allow(unused_mut)]
        let ($(mut $output,)+) = {
            $(let $future = $init;)+
            $(
                let $future = ::core::future::IntoFuture::into_future($future);
                let $future =
                    $crate::macros::support::Branch::named($future, $place, ::core::stringify!($init));
            )+
            let are_ours = true $(&& $future.is_ours())+;
            $(let mut $reversed = ::core::pin::pin!($reversed);)+
            ::core::future::poll_fn(|cx| {
                ::core::task::ready!($crate::macros::support::poll_budget_available(cx));
                let selection = $crate::macros::support::selection(are_ours);
                let mut turns = $crate::macros::support::Turns::$turns(0 $(+ usize::from($enabled))+);
                let mut is_pending = false;
                $(let mut $output = ::core::option::Option::None;)+
                #[allow(unreachable_code)]
                let is_found = 'polled: {
                    while !turns.is_over() {
                        $(
                            if $enabled && turns.is_next() {
                                match ::core::future::Future::poll($future.as_mut(), cx) {
                                    ::core::task::Poll::Pending => is_pending = true,
                                    ::core::task::Poll::Ready(output) => {
                                        $enabled = false;
                                        #[allow(unused_variables, unused_mut, unreachable_patterns)]
                                        let is_wanted = match &output {
                                            $crate::macros::support::clean_pattern!($pattern) => true,
                                            _ => false,
                                        };
                                        if is_wanted {
                                            selection.takes($place);
                                            $output = ::core::option::Option::Some(output);
                                            break 'polled true;
                                        }
                                    }
                                }
                            }
                        )+
                    }
                    false
                };
                if is_pending && !is_found {
                    selection.waits();
                    return ::core::task::Poll::Pending;
                }
                ::core::task::Poll::Ready(($($output,)+))
            })
            .await
        };
        $(if let ::core::option::Option::Some($pattern) = $output { $handler } else)+ { $else }
    }};

    // No branch is left.
    (@ $turns:ident [$($branches:tt)*] [$($reversed:ident)*] [$place:expr]) => {
        $crate::select!(@@ $turns [$($branches)*] [$($reversed)*]
            ::core::panic!("all branches are disabled and there is no else branch"))
    };
    (@ $turns:ident [$($branches:tt)*] [$($reversed:ident)*] [$place:expr] else => $else:expr $(,)?) => {
        $crate::select!(@@ $turns [$($branches)*] [$($reversed)*] $else)
    };

    // One more. Each recursion gives names that are told apart from the others'.
    (@ $turns:ident [$($branches:tt)*] [$($reversed:ident)*] [$place:expr]
        $pattern:pat = $init:expr $(, if $condition:expr)? => $handler:block, $($rest:tt)*) => {
        $crate::select!(@ $turns
            [$($branches)* (future output enabled $place; $pattern = $init, if true $(&& $condition)? => $handler)]
            [future $($reversed)*] [$place + 1] $($rest)*)
    };
    (@ $turns:ident [$($branches:tt)*] [$($reversed:ident)*] [$place:expr]
        $pattern:pat = $init:expr $(, if $condition:expr)? => $handler:block $($rest:tt)*) => {
        $crate::select!(@ $turns
            [$($branches)* (future output enabled $place; $pattern = $init, if true $(&& $condition)? => $handler)]
            [future $($reversed)*] [$place + 1] $($rest)*)
    };
    (@ $turns:ident [$($branches:tt)*] [$($reversed:ident)*] [$place:expr]
        $pattern:pat = $init:expr $(, if $condition:expr)? => $handler:expr) => {
        $crate::select!(@ $turns
            [$($branches)* (future output enabled $place; $pattern = $init, if true $(&& $condition)? => $handler)]
            [future $($reversed)*] [$place + 1])
    };
    (@ $turns:ident [$($branches:tt)*] [$($reversed:ident)*] [$place:expr]
        $pattern:pat = $init:expr $(, if $condition:expr)? => $handler:expr, $($rest:tt)*) => {
        $crate::select!(@ $turns
            [$($branches)* (future output enabled $place; $pattern = $init, if true $(&& $condition)? => $handler)]
            [future $($reversed)*] [$place + 1] $($rest)*)
    };

    ($(biased;)? else => $else:expr $(,)?) => {{ $else }};
    (biased; $pattern:pat = $($rest:tt)*) => {
        $crate::select!(@ in_order [] [] [0usize] $pattern = $($rest)*)
    };
    ($pattern:pat = $($rest:tt)*) => {
        $crate::select!(@ by_chance [] [] [0usize] $pattern = $($rest)*)
    };
    () => {
        ::core::compile_error!("select! requires at least one branch.")
    };
}
