//! The experiments, one a file.

pub mod blocked_loop;
pub mod channels;
pub mod costs;
pub mod false_sharing;
pub mod lock_granularity;
pub mod lost_update;
pub mod philosophers;
pub mod priority_inversion;
pub mod read_write_lock;
pub mod speed_up;
pub mod waiting;
pub mod work_stealing;
