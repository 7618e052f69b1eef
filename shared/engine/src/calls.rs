//! What a running task may call. Whatever others could notice lets them go first.

pub(crate) mod announce;
pub(crate) mod basis;
pub(crate) mod branch;
pub(crate) mod choose;
pub(crate) mod default_hook;
pub(crate) mod facts;
pub(crate) mod later;
pub(crate) mod learn;
pub(crate) mod leave;
pub(crate) mod locals;
pub(crate) mod me;
pub(crate) mod memory;
pub(crate) mod object;
pub(crate) mod operation;
pub(crate) mod owner;
pub(crate) mod panics;
pub(crate) mod polling;
pub(crate) mod print;
pub(crate) mod selection;
pub(crate) mod spawning;
pub(crate) mod suspend;
pub(crate) mod tell;
pub(crate) mod timing;
pub(crate) mod views;
pub(crate) mod yielding;
