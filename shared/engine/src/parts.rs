//! What an execution is made of. Nothing here knows the world that it is part of.

pub(crate) mod choice;
pub(crate) mod clock;
pub(crate) mod digest;
pub(crate) mod end;
pub(crate) mod entry;
pub(crate) mod event;
pub(crate) mod fatal;
pub(crate) mod fiber;
pub(crate) mod first_panic;
pub(crate) mod footprint;
pub(crate) mod happened;
pub(crate) mod joined;
pub(crate) mod knowledge;
pub(crate) mod pending;
pub(crate) mod place;
pub(crate) mod pulse;
pub(crate) mod rounds;
pub(crate) mod running;
pub(crate) mod settings;
pub(crate) mod site;
pub(crate) mod state;
pub(crate) mod task;
pub(crate) mod task_id;
pub(crate) mod tokens;
pub mod verb;
