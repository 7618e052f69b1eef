//! What an answer about a program rests on.

use crate::world;
use std::borrow::Cow;

/// The program touches something of which the answer takes only one of several true views, which the sentence names, such as
/// "atomics are taken as sequentially consistent". Said once, however often it happens.
pub fn rests_on(sentence: impl Into<Cow<'static, str>>) {
    world::with(|world| world.knowledge.rests_on.insert(sentence.into()));
}

/// The program does something of which not all consequences are followed, which the sentence names, such as "line 8 counts the
/// owners of an `Arc`": there may be outputs that are not found.
pub fn not_followed(sentence: impl Into<Cow<'static, str>>) {
    world::with(|world| world.knowledge.not_followed.insert(sentence.into()));
}
