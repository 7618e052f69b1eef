//! Whatever can be done with the real `Arc` can be done with this one.
#![expect(unsafe_code, reason = "raw pointers are part of it")]

/// Runs the same code with the real types and with ours, and compares what they say.
macro_rules! same {
    ($body:block) => {{
        let real: String = {
            #[allow(unused_imports)]
            use std::{
                sync::{Arc, Weak},
                task::Wake,
            };
            $body
        };
        let ours: String = {
            #[allow(unused_imports)]
            use virtual_arc::{Arc, Wake, Weak};
            $body
        };
        assert_eq!(real, ours);
    }};
}

#[test]
fn it_is_made_of_what_the_real_one_is_made_of() {
    same!({
        use std::borrow::Cow;
        let slices: [Arc<[i32]>; 5] =
            [Arc::from([1]), Arc::from(vec![2]), Arc::from(&[3][..]), Arc::default(), (0..3).collect()];
        let texts: [Arc<str>; 4] = [
            Arc::from("a"),
            Arc::from("b".to_owned()),
            Arc::from(Box::<str>::from("c")),
            Cow::Borrowed("d").into(),
        ];
        let bytes: Arc<[u8]> = Arc::clone(&texts[0]).into();
        let array: Arc<[i32; 1]> = Arc::clone(&slices[0]).try_into().unwrap();
        format!("{slices:?} {texts:?} {bytes:?} {array:?} {} {:?}", Arc::from(5), Arc::<u8>::default())
    });
}

#[test]
fn it_is_coerced_and_taken_as_a_receiver() {
    same!({
        use std::{
            any::Any,
            fmt::{Debug, Display},
            pin::Pin,
        };
        trait Speaks {
            fn speak(self: Arc<Self>) -> String;
            fn pinned(self: Pin<Arc<Self>>) -> String;
            fn borrowed(self: &Arc<Self>) -> usize
            where
                Self: Sized;
        }
        impl<T: Display> Speaks for T {
            fn speak(self: Arc<Self>) -> String {
                format!("{self}")
            }
            fn pinned(self: Pin<Arc<Self>>) -> String {
                format!("pinned {self}")
            }
            fn borrowed(self: &Arc<Self>) -> usize
            where
                Self: Sized,
            {
                Arc::strong_count(self)
            }
        }
        let speaks: Arc<dyn Speaks> = Arc::new(1);
        let pinned: Pin<Arc<dyn Speaks>> = Arc::pin(2);
        let slice: Arc<[i32]> = Arc::new([1, 2]);
        let debug: Arc<dyn Debug + Send + Sync> = Arc::new([3, 4]);
        let any: Arc<dyn Any + Send + Sync> = Arc::new(7_u8);
        let weak: Weak<dyn Debug> = Arc::downgrade(&Arc::new(3)) as Weak<dyn Debug>;
        let other = Arc::clone(&any).downcast::<i32>().is_err();
        format!(
            "{} {} {} {slice:?} {debug:?} {:?} {other} {weak:?} {:?}",
            Arc::new(1).borrowed(),
            speaks.speak(),
            pinned.pinned(),
            any.downcast::<u8>(),
            weak.upgrade().is_none()
        )
    });
}

#[test]
fn its_owners_are_counted() {
    same!({
        let one = Arc::new("x".to_owned());
        let (two, weak) = (one.clone(), Arc::downgrade(&one));
        let counts = (Arc::strong_count(&one), Arc::weak_count(&one), weak.strong_count(), weak.weak_count());
        let same = (Arc::ptr_eq(&one, &two), weak.ptr_eq(&weak.clone()), one == two, one < two);
        let refused = Arc::try_unwrap(one).unwrap_err();
        drop(two);
        let text = Arc::unwrap_or_clone(refused);
        let cyclic =
            Arc::new_cyclic(|weak: &Weak<(i32, Weak<i32>)>| (weak.upgrade().map_or(1, |_| 2), Weak::new()));
        let mut written = Arc::new(1);
        let shared = Arc::clone(&written);
        *Arc::make_mut(&mut written) += 1;
        let only = Arc::get_mut(&mut written).map(|written| *written += 1);
        let taken = Arc::into_inner(shared);
        format!("{counts:?} {same:?} {text} {:?} {cyclic:?} {written} {only:?} {taken:?}", weak.upgrade())
    });
}

#[test]
fn raw_pointers_and_wakers_keep_the_count() {
    same!({
        use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
        use std::task::Waker;
        struct Counts(AtomicUsize);
        impl Wake for Counts {
            fn wake(self: Arc<Self>) {
                self.0.fetch_add(Arc::strong_count(&self), SeqCst);
            }
        }
        let counts = Arc::new(Counts(AtomicUsize::new(0)));
        let waker = Waker::from(Arc::clone(&counts));
        waker.wake_by_ref();
        let another = waker.clone();
        another.wake();
        let during = Arc::strong_count(&counts);
        drop(waker);
        let raw = Arc::into_raw(Arc::clone(&counts));
        // SAFETY: each owner that is taken back was given away or added.
        let back = unsafe {
            Arc::increment_strong_count(raw);
            Arc::decrement_strong_count(raw);
            Arc::from_raw(raw)
        };
        format!(
            "{} {during} {} {}",
            back.0.load(SeqCst),
            Arc::strong_count(&counts),
            Arc::ptr_eq(&back, &counts)
        )
    });
}

#[test]
fn a_value_may_borrow_what_is_dropped_before_its_owner() {
    // As with the real one, which promises not to look at it.
    let (shared, text);
    text = "x".to_owned();
    shared = virtual_arc::Arc::new(&text);
    assert_eq!(**shared, "x");
}

#[test]
fn it_is_made_of_paths_and_texts_of_the_system() {
    same!({
        use std::ffi::{CStr, CString, OsStr, OsString};
        use std::path::{Path, PathBuf};
        use std::pin::Pin;
        let paths: [Arc<Path>; 3] =
            [Path::new("a").into(), PathBuf::from("b").into(), Box::<Path>::from(Path::new("c")).into()];
        let system: [Arc<OsStr>; 2] = [OsStr::new("a").into(), OsString::from("b").into()];
        let c: [Arc<CStr>; 3] = [c"a".into(), CString::new("b").unwrap().into(), Arc::default()];
        let pinned: (Pin<Arc<str>>, Pin<Arc<i32>>) = Default::default();
        format!("{paths:?} {system:?} {c:?} {pinned:?}")
    });
}

#[test]
fn what_only_a_weak_sees_besides_is_moved_and_not_cloned() {
    same!({
        #[derive(Debug)]
        struct Counted(u32);
        impl Clone for Counted {
            fn clone(&self) -> Counted {
                Counted(self.0 + 1)
            }
        }
        let mut own = Arc::new([Counted(0), Counted(10)]) as Arc<[Counted]>;
        Arc::make_mut(&mut own)[0].0 += 100;
        let weak = Arc::downgrade(&own);
        Arc::make_mut(&mut own);
        let moved = format!("{own:?} {:?}", weak.upgrade());
        let other = Arc::clone(&own);
        Arc::make_mut(&mut own);
        let mut text: Arc<str> = "text".into();
        let copy = Arc::clone(&text);
        Arc::make_mut(&mut text).make_ascii_uppercase();
        format!("{moved} {own:?} {other:?} {text} {copy}")
    });
}

#[test]
fn what_is_written_later_has_an_owner_before() {
    same!({
        let mut one = Arc::<u32>::new_uninit();
        Arc::get_mut(&mut one).unwrap().write(5);
        let zero = Arc::<u32>::new_zeroed();
        let mut slice = Arc::<[u32]>::new_uninit_slice(2);
        Arc::get_mut(&mut slice).unwrap().iter_mut().for_each(|place| _ = place.write(7));
        // SAFETY: all of them have been written.
        unsafe { format!("{} {} {:?}", one.assume_init(), zero.assume_init(), slice.assume_init()) }
    });
}

#[test]
fn a_value_that_equals_itself_is_not_compared_with_itself() {
    same!({
        #[derive(Eq)]
        struct Never;
        impl PartialEq for Never {
            fn eq(&self, _: &Never) -> bool {
                false
            }
        }
        let (never, number) = (Arc::new(Never), Arc::new(f64::NAN));
        let (never_too, number_too) = (Arc::clone(&never), Arc::clone(&number));
        format!("{} {} {}", never == never_too, never != never_too, number == number_too)
    });
}
