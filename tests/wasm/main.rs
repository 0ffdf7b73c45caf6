//! What must hold in wasm32 exactly as on the host, run in headless Chromium by `cargo xtask test wasm`.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn integers_are_as_wide_as_on_the_host() {
    assert_eq!(i64::MAX.checked_add(1), None);
}
