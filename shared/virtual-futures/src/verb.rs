//! What happens besides, in words.

engine::verbs! {
    ASKED_FOR_ROOM: Other, "asked for room in", "asks for room", None;
    GOT_IN_LINE: Other, "got in line for", "gets in line", None;
    MADE_ROOM: Other, "made room in", "makes room", None;
}
