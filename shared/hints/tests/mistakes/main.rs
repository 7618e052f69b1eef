//! The usual mistakes, each in programs that look different: what is said of them, where, and that what helps does.

mod ward;

use ward::told;

/// What is said of programs is as recorded, and all of them are helped.
macro_rules! mistakes {
    ($($mistake:ident: $($program:literal)*;)*) => {$(
        #[test]
        fn $mistake() {
            for program in [$($program),*] {
                insta::assert_snapshot!(program, told(program));
            }
        }
    )*};
}

mistakes! {
    a_move_is_missing: "no_move_async" "no_move_closure" "no_move_task" "no_move_join";
    a_sender_is_not_dropped: "no_drop_thread" "no_drop_struct" "no_drop_tokio" "no_drop_pool";
    an_await_is_missing: "no_await_fn" "no_await_tokio";
    a_task_sleeps_as_a_thread: "blocking_sleep_trpl" "blocking_sleep_fn" "blocking_sleep_timeout";
    a_lock_is_held_across_an_await: "lock_await_join" "lock_await_tokio" "lock_await_tasks" "lock_await_again" "borrow_await";
    locks_are_taken_in_two_orders:
        "lock_order_threads" "lock_order_struct" "lock_order_async" "lock_order_one_function" "lock_order_seats";
    a_notification_is_missed:
        "wait_no_flag_condvar" "wait_no_flag_struct" "wait_no_flag_notify" "wait_no_flag_check" "wait_if";
    the_end_is_awaited_before_the_work_is_given_out:
        "join_before_work_threads" "join_before_work_tokio" "join_before_work_async" "join_before_answer";
    a_lock_is_taken_twice: "self_lock";
    an_update_is_lost: "lost_update_mutex" "lost_update_atomic" "claimed_twice";
    a_channel_is_full: "channel_full";
    the_end_is_not_awaited: "end_too_early" "still_shared";
    nobody_receives_any_more: "receiver_gone" "receiver_gone_oneshot";
    nobody_sends_any_more: "no_sender_threads" "no_sender_trpl" "no_sender_oneshot";
    one_of_several_is_told: "notify_one_task" "notify_one_thread";
    a_message_is_lost_by_select: "select_pair" "select_method";
    an_index_is_too_large: "index_outdated" "index_length";
    a_runtime_is_started_within_another: "runtime_inside";
}
