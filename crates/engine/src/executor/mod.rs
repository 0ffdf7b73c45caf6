//! Executors: what a kernel thread runs besides one task. So far asyncio's event loop.

pub mod asyncio;

pub use asyncio::{Callback, EventLoop, Future, FutureState, Handle, Timer};
