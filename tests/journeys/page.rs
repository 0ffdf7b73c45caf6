//! The page as a reader sees and touches it. Everything waits by looking, never by the clock alone.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use crate::session::Result;

/// A machine that builds something else at the same time is slow; a page that has not come by then will not.
const PATIENCE: Duration = Duration::from_secs(20);
const POLL: Duration = Duration::from_millis(25);

/// An open browser.
pub struct Page {
    client: Client,
    address: String,
}

// Every helper is for journeys to come as well as for those that are here.
#[allow(dead_code)]
impl Page {
    /// A page that nothing has been opened in.
    pub fn new(client: Client, address: String) -> Page {
        Page { client, address }
    }

    /// Opens the page; `rest` is what follows its address, such as `#/lesson/lost-update`.
    pub async fn open(&self, rest: &str) -> Result {
        Ok(self.client.goto(&format!("{}{rest}", self.address)).await?)
    }

    /// Opens another page.
    pub async fn go(&self, address: &str) -> Result {
        Ok(self.client.goto(address).await?)
    }

    /// Enters the frame that matches a selector inside of the shadow of what matches another one.
    pub async fn enter(&self, host: &str, frame: &str) -> Result {
        let shadow = self.wait_for(host).await?;
        let frame = shadow
            .shadow_root()
            .await?
            .find(Locator::Css(frame))
            .await?;
        frame.enter_frame().await?;
        Ok(())
    }

    /// Leaves the frame.
    pub async fn leave(&self) -> Result {
        Ok(self.client.enter_parent_frame().await?)
    }

    /// Looks until this JavaScript expression is true.
    pub async fn wait_until(&self, what: &str, expression: &str) -> Result {
        let deadline = Instant::now() + PATIENCE;
        while self.evaluate(expression).await? != Value::Bool(true) {
            if Instant::now() > deadline {
                return Err(
                    format!("waited {} s for {what}: {expression}", PATIENCE.as_secs()).into(),
                );
            }
            tokio::time::sleep(POLL).await;
        }
        Ok(())
    }

    /// Looks until something matches this selector.
    pub async fn wait_for(&self, selector: &str) -> Result<Element> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            // One question, not two: what was there a moment ago may be gone.
            match self.client.find(Locator::Css(selector)).await {
                Err(failure) if !failure.is_no_such_element() => return Err(failure.into()),
                Err(_) if Instant::now() > deadline => {
                    return Err(format!("waited {} s for {selector}", PATIENCE.as_secs()).into());
                }
                Err(_) => tokio::time::sleep(POLL).await,
                Ok(element) => return Ok(element),
            }
        }
    }

    /// Looks until nothing matches this selector any more.
    pub async fn wait_gone(&self, selector: &str) -> Result {
        let gone = format!("document.querySelector({}) === null", json!(selector));
        self.wait_until(&format!("{selector} to go"), &gone).await
    }

    /// Looks until what matches this selector shows this text somewhere in it.
    pub async fn wait_text(&self, selector: &str, text: &str) -> Result {
        let shows = format!(
            "[...document.querySelectorAll({})].some(element => element.textContent.includes({}))",
            json!(selector),
            json!(text)
        );
        let what = format!("{selector} to show {text:?}");
        let shown = self.wait_until(&what, &shows).await;
        match shown {
            Ok(()) => Ok(()),
            Err(failure) => {
                Err(format!("{failure}; it shows {:?}", self.texts(selector).await?).into())
            }
        }
    }

    /// What this JavaScript expression is.
    pub async fn evaluate(&self, expression: &str) -> Result<Value> {
        Ok(self
            .client
            .execute(&format!("return {expression}"), Vec::new())
            .await?)
    }

    /// Runs a script in the page.
    pub async fn run_script(&self, script: &str) -> Result {
        self.client.execute(script, Vec::new()).await?;
        Ok(())
    }

    /// What this JavaScript expression promises.
    pub async fn evaluate_later(&self, expression: &str) -> Result<Value> {
        let script = format!(
            "const done = arguments[arguments.length - 1]; Promise.resolve({expression}).then(done, error => done(String(error)))"
        );
        Ok(self.client.execute_async(&script, Vec::new()).await?)
    }

    /// Clicks on what matches this selector, once it is there.
    pub async fn click(&self, selector: &str) -> Result {
        let element = self.wait_for(selector).await?;
        // The driver scrolls no further than the edge of the window, where the transport stands.
        let middle = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
        let argument = serde_json::to_value(&element)?;
        self.client.execute(middle, vec![argument]).await?;
        Ok(element.click().await?)
    }

    /// The whole text of the first match, shown or not.
    pub async fn text(&self, selector: &str) -> Result<String> {
        self.wait_for(selector).await?;
        Ok(self.texts(selector).await?.swap_remove(0))
    }

    /// The whole text of every match.
    pub async fn texts(&self, selector: &str) -> Result<Vec<String>> {
        let expression = format!(
            "[...document.querySelectorAll({})].map(element => element.textContent)",
            json!(selector)
        );
        Ok(serde_json::from_value(self.evaluate(&expression).await?)?)
    }

    /// An attribute of the first match.
    pub async fn attribute(&self, selector: &str, name: &str) -> Result<Option<String>> {
        Ok(self.wait_for(selector).await?.attr(name).await?)
    }

    /// Presses one key in whatever has the focus: a letter, or a `fantoccini::key::Key`.
    pub async fn press(&self, key: impl Into<char>) -> Result {
        let value = key.into();
        let keys = KeyActions::new("keyboard".to_owned());
        let keys = keys
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value });
        Ok(self.client.perform_actions(keys).await?)
    }

    /// Presses one key while another one is held.
    pub async fn chord(&self, held: impl Into<char>, key: impl Into<char>) -> Result {
        let (held, key) = (held.into(), key.into());
        let keys = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: held })
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key })
            .then(KeyAction::Up { value: held });
        Ok(self.client.perform_actions(keys).await?)
    }

    /// Types into what matches this selector.
    pub async fn type_into(&self, selector: &str, text: &str) -> Result {
        Ok(self.wait_for(selector).await?.send_keys(text).await?)
    }

    /// Gives a field another value the way a reader does: the page hears `input` and `change`.
    pub async fn set_value(&self, selector: &str, value: &str) -> Result {
        self.wait_for(selector).await?;
        let script = "const [selector, value] = arguments; \
                      const field = document.querySelector(selector); \
                      const kind = Object.getPrototypeOf(field); \
                      Object.getOwnPropertyDescriptor(kind, 'value').set.call(field, value); \
                      for (const name of ['input', 'change']) \
                        field.dispatchEvent(new Event(name, { bubbles: true }));";
        self.client
            .execute(script, vec![json!(selector), json!(value)])
            .await?;
        Ok(())
    }

    /// Gives the page exactly this much room, in CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) -> Result {
        let metrics = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics)
            .await
    }

    /// Answers a media query, such as `prefers-color-scheme` with `dark`, as the reader's system would.
    pub async fn prefer(&self, feature: &str, value: &str) -> Result {
        let media = json!({ "features": [{ "name": feature, "value": value }] });
        self.devtools("Emulation.setEmulatedMedia", &media).await
    }

    /// Keeps what the window shows as target/screenshots/NAME.png.
    pub async fn screenshot(&self, name: &str) -> Result<PathBuf> {
        let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
        let workspace = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
        let folder = target
            .unwrap_or_else(|| workspace.join("target"))
            .join("screenshots");
        std::fs::create_dir_all(&folder)?;
        let path = folder.join(format!("{name}.png"));
        std::fs::write(&path, self.client.screenshot().await?)?;
        Ok(path)
    }

    /// What the page and the browser wrote to the console since this was last asked.
    pub async fn console(&self) -> Result<Vec<String>> {
        let entries = self
            .client
            .issue_cmd(DriverCommand {
                path: "se/log",
                body: json!({ "type": "browser" }),
            })
            .await?;
        let line = |entry: &Value| {
            let text = |key: &str| entry[key].as_str().unwrap_or_default().to_owned();
            format!("{}: {}", text("level"), text("message"))
        };
        Ok(entries.as_array().into_iter().flatten().map(line).collect())
    }

    /// Asks the browser for what only its own developers' tools can do.
    pub async fn devtools(&self, command: &str, parameters: &Value) -> Result {
        let body = json!({ "cmd": command, "params": parameters });
        let path = "goog/cdp/execute";
        self.client.issue_cmd(DriverCommand { path, body }).await?;
        Ok(())
    }
}

/// A command of chromedriver's own, for what the WebDriver standard does not have.
#[derive(Debug)]
struct DriverCommand {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for DriverCommand {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> std::result::Result<url::Url, url::ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/{}", self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}
