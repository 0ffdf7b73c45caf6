//! What must hold in wasm32 exactly as on the host, run in headless Chromium by `cargo xtask test wasm`.
#![cfg(target_arch = "wasm32")]

use interleave_tests::digest;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn everything_comes_out_as_on_the_host() {
    let Some(host) = option_env!("INTERLEAVE_DIGEST") else {
        panic!("run this by `cargo xtask test wasm`");
    };
    let here = digest::lines();
    for (here, host) in here.lines().zip(host.lines()) {
        assert_eq!(here, host, "left in wasm32, right on the host");
    }
    assert_eq!(here.lines().count(), host.lines().count());
}
