//! What a value is, where that is a text or a number.

/// A value that is a text or a number, as it stands in a program; `None` for anything else, as to show that could run code of
/// the program's.
#[must_use]
pub fn text_of<T: ?Sized>(value: &T) -> Option<String> {
    value.text()
}

trait Text {
    fn text(&self) -> Option<String>;
}

impl<T: ?Sized> Text for T {
    default fn text(&self) -> Option<String> {
        None
    }
}

impl<T: ?Sized> Text for &T {
    fn text(&self) -> Option<String> {
        (**self).text()
    }
}

macro_rules! texts {
    ($($type:ty)*) => {$(
        impl Text for $type {
            fn text(&self) -> Option<String> {
                Some(format!("{self:?}"))
            }
        }
    )*};
}

texts! { str String bool char i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64 }

#[cfg(test)]
mod tests {
    use super::text_of;

    #[derive(Debug)]
    struct Secret;

    #[test]
    fn texts_and_numbers_are_shown_and_nothing_else_is() {
        assert_eq!(text_of(&3), Some("3".to_owned()));
        assert_eq!(text_of("hi"), Some("\"hi\"".to_owned()));
        assert_eq!(text_of(&&String::from("hi")), Some("\"hi\"".to_owned()));
        assert_eq!(text_of(&Secret), None);
        assert_eq!(text_of(&vec![1]), None);
    }
}
