//! What happens to owners, in words.

engine::verbs! {
    MADE_ANOTHER_OWNER: Other, "made another owner of", "makes another owner", Some("made another owner of {}");
    DROPPED_AN_OWNER: Other, "dropped an owner of", "drops an owner", Some("dropped an owner of {}");
    TRIED_TO_TAKE_OUT_WHAT_IS_IN: Other, "tried to take out what is in", "tries to take out what is in", Some("tried to take out what is in {}");
    TOOK_OUT_WHAT_IS_IN: Other, "took out what is in", "takes out what is in", Some("took out what is in {}");
    COUNTED_THE_OWNERS: Other, "counted the owners of", "counts the owners", Some("counted the owners of {}");
    ASKED_TO_BE_THE_ONLY_OWNER: Other, "asked to be the only owner of", "asks to be the only owner", Some("asked to be the only owner of {}");
    ASKED_FOR_AN_OWNER: Other, "asked for an owner of", "asks for an owner", Some("asked for an owner of {}");
    MADE_A_WEAK: Other, "made a `Weak` of", "makes a `Weak`", Some("made a `Weak` of {}");
    DROPPED_A_WEAK: Other, "dropped a `Weak` of", "drops a `Weak`", Some("dropped a `Weak` of {}");
    COUNTED_THE_WEAKS: Other, "counted the `Weak`s of", "counts the `Weak`s", Some("counted the `Weak`s of {}");
}
