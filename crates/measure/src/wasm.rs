//! The experiments in wasm32, driven by `wasm.mjs`: that prepares one, then looks at the clock around its doing.
//!
//! Only numbers cross the border, so that the module needs none of the glue that wasm-bindgen would make.

#[cfg(target_arch = "wasm32")]
mod exports {
    use std::cell::RefCell;

    use interleave_measure::frames;
    use interleave_measure::programs::Prepared;
    use wasm_bindgen::prelude::wasm_bindgen;

    const PROGRAMS: &[&str] = &["count", "shared", "sleepers_threads", "sleepers_asyncio"];

    thread_local! {
        static PREPARED: RefCell<Option<Prepared>> = const { RefCell::new(None) };
        static FRAMES: RefCell<Option<frames::Prepared>> = const { RefCell::new(None) };
    }

    /// Prepares the program of this number at this size; whether there is one.
    #[wasm_bindgen]
    pub fn prepare(program: u32, size: f64, traced: u32) -> u32 {
        let name = PROGRAMS.get(program as usize).copied().unwrap_or_default();
        let prepared = Prepared::new(name, size as i64, traced != 0).ok();
        let is_there = prepared.is_some();
        PREPARED.set(prepared);
        u32::from(is_there)
    }

    /// Prepares a timeline of so many spans.
    #[wasm_bindgen]
    pub fn spans(count: f64) {
        FRAMES.set(Some(frames::Prepared::new(count as u64)));
    }

    /// Lays out so many frames of it, and gives how many bars there were.
    #[wasm_bindgen]
    pub fn frames(count: f64) -> f64 {
        FRAMES.with_borrow_mut(|frames| {
            frames.as_mut().map_or(0, |frames| frames.run(count as u64)) as f64
        })
    }

    /// Runs what was prepared, and gives how much it has done: 0 if it failed.
    #[wasm_bindgen]
    pub fn run() -> f64 {
        PREPARED.with_borrow_mut(|prepared| {
            prepared
                .as_mut()
                .and_then(|prepared| prepared.run().ok())
                .unwrap_or_default() as f64
        })
    }
}

fn main() {}
