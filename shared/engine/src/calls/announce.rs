//! What comes before every operation that others could notice.

use crate::calls::suspend::suspend;
use crate::parts::pending::Pending;
use crate::parts::task::Hook;
use crate::world;

/// Lets others go first, then comes back when the announced operation may be performed.
pub(crate) fn announce(pending: Pending) {
    let inside = world::with(|world| {
        world.about = pending.object;
        let me = world.running?;
        if !world.is_ready(me, &pending) {
            world.record_waits(&pending);
        }
        if let (Some(index), true) = (pending.object, pending.for_future) {
            world.objects[index].owner = Some(me);
        }
        let (over, since) = (world.over, world.clock.moment());
        let me = &mut world.tasks[me];
        let pause = me.rounds.pause.take();
        me.pending = Some(Pending { pause, since, ..pending });
        (!over || me.hook != Hook::Leaving).then_some(())
    });
    if inside.flatten().is_some() {
        suspend();
    }
}
