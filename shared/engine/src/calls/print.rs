//! What a running task prints.

use crate::parts::choice::Chunk;
use crate::parts::event::{Printed, Stream};
use crate::parts::footprint::{self, Access};
use crate::world::{self, World};

/// Prints within the step that is being performed; to let others go first is the caller's business, as a stream may be
/// locked.
pub fn print(stream: Stream, text: impl AsRef<str>) {
    let text = text.as_ref();
    world::with(|world| {
        world.operations += 1;
        world.step.footprint.touch(footprint::output(), Access::Write);
        world.note_effect();
        if let (Some(chunk), Some(printed)) = (world.step.printed.last_mut(), world.printed.last_mut())
            && chunk.stream == stream
            && !chunk.flushed
        {
            chunk.text.push_str(text);
            printed.text.push_str(text);
            return;
        }
        world.put(stream, text, false);
    });
}

/// Has what was printed to a stream shown, also where its last line has no end; as [`print()`].
pub fn flush(stream: Stream) {
    world::with(|world| {
        world.step.footprint.touch(footprint::output(), Access::Write);
        world.put(stream, "", true);
    });
}

impl World {
    fn put(&mut self, stream: Stream, text: &str, flushed: bool) {
        let task = self.me().map_or(String::new(), |me| me.name.clone());
        let text = text.to_owned();
        self.printed.push(Printed { time: self.clock.now, task, stream, text: text.clone(), flushed });
        self.step.printed.push(Chunk { stream, text, flushed });
    }
}
