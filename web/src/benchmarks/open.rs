//! Reads the text of reports: a file of the reader's, or the sample.

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{FileList, Response};
use yew::Callback;

use super::state::Trouble;
use crate::browser;

/// What came of it: a name and a text.
pub type Read = Result<(Rc<str>, Rc<str>), Trouble>;

/// Measured by `interleave-bench` on the machine that it names; fetched when somebody looks at benchmarks.
const SAMPLE: &str = "reports/intel-xeon-2-cores.json";
/// A report of a large machine has less than a tenth of this.
const MOST_BYTES: f64 = 16e6;

/// Fetches the sample.
pub fn sample(read: Callback<Read>) {
    spawn_local(async move {
        let name: Rc<str> = SAMPLE.rsplit('/').next().unwrap_or(SAMPLE).into();
        let text = fetched().await.map(|text| (name.clone(), text));
        read.emit(text.ok_or(Trouble::Unfetched(name)));
    });
}

async fn fetched() -> Option<Rc<str>> {
    let response = JsFuture::from(browser::window().fetch_with_str(SAMPLE)).await;
    let response: Response = response.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    text(response.text()).await
}

/// Reads the first of some files, if there is one.
pub fn first(files: Option<FileList>, read: &Callback<Read>) {
    let Some(file) = files.and_then(|files| files.get(0)) else {
        return;
    };
    let name: Rc<str> = file.name().into();
    if file.size() > MOST_BYTES {
        read.emit(Err(Trouble::TooLarge(name)));
        return;
    }
    let read = read.clone();
    spawn_local(async move {
        let text = text(Ok(file.text())).await.map(|text| (name.clone(), text));
        read.emit(text.ok_or(Trouble::Unreadable(name)));
    });
}

async fn text(promise: Result<Promise, JsValue>) -> Option<Rc<str>> {
    let text = JsFuture::from(promise.ok()?).await.ok()?;
    text.as_string().map(Rc::from)
}
