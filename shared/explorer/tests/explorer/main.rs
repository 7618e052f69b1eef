//! What the explorer finds, compared with what can be counted by hand and with a search that leaves nothing out.

mod channels;
mod ends;
mod explanations;
mod locks;
mod outputs;
mod support;
mod threads;
mod time;
