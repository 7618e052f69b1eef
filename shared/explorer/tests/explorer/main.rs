//! What the explorer finds, compared with what can be counted by hand and with a search that leaves nothing out.

mod channels;
mod contents;
mod ends;
mod explanations;
mod hooks;
mod input;
mod locals;
mod locks;
/// What comes of mistakes in a model.
mod mistakes;
mod outputs;
mod owners;
mod pasts;
mod printing;
mod spinning;
mod support;
mod texts;
mod threads;
mod time;
