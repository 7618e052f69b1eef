//! The types of guards.

/// A guard: its name and parameters, who owns the lock, what it gives access to, and when it may go to another thread or be
/// shared by several.
macro_rules! guard {
    ($(#[$doc:meta])* $name:ident [$($declared:tt)*] [$($parameters:tt)*] [$($arguments:tt)*] $owner:ty, $data:ident;
        Send: [$($send:tt)*] Sync: [$($sync:tt)*]) => {
        $(#[$doc])*
        #[must_use = "if unused the lock will immediately unlock"]
        pub struct $name<$($declared)*> {
            pub(super) access: $crate::sync::lent::Access<$owner, $data>,
        }

        #[expect(unsafe_code, reason = "an address is not known to be as good as a reference")]
        // SAFETY: it is a reference to the data and an owner of the lock, and these may go there.
        unsafe impl<$($parameters)*> Send for $name<$($arguments)*> where $($send)* {}

        #[expect(unsafe_code, reason = "an address is not known to be as good as a reference")]
        // SAFETY: as above.
        unsafe impl<$($parameters)*> Sync for $name<$($arguments)*> where $($sync)* {}

        impl<$($parameters)*> std::ops::Deref for $name<$($arguments)*> {
            type Target = $data;

            fn deref(&self) -> &$data {
                self.access.data()
            }
        }

        impl<$($parameters)*> std::fmt::Debug for $name<$($arguments)*>
        where
            $data: std::fmt::Debug,
        {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                (**self).fmt(f)
            }
        }

        impl<$($parameters)*> std::fmt::Display for $name<$($arguments)*>
        where
            $data: std::fmt::Display,
        {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                (**self).fmt(f)
            }
        }
    };
}

/// The same that may write.
macro_rules! writing_guard {
    ($(#[$doc:meta])* $name:ident [$($declared:tt)*] [$($parameters:tt)*] [$($arguments:tt)*] $owner:ty, $data:ident;
        $($bounds:tt)*) => {
        $crate::sync::lent::guard! {
            $(#[$doc])*
            $name [$($declared)*] [$($parameters)*] [$($arguments)*] $owner, $data; $($bounds)*
        }

        impl<$($parameters)*> std::ops::DerefMut for $name<$($arguments)*> {
            fn deref_mut(&mut self) -> &mut $data {
                self.access.data_mut()
            }
        }
    };
}

pub(crate) use {guard, writing_guard};
