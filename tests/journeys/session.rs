//! One browser for one journey: started, watched, and closed whatever happens.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::pin;
use std::process::Stdio;
use std::task::Poll;
use std::time::Duration;

use fantoccini::{Client, ClientBuilder};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::page::Page;

/// What a journey returns: done, or a sentence about what did not happen.
pub type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

const DRIVER_PATIENCE: Duration = Duration::from_secs(20);
/// No sound, no network but ours, no dialogs, and no sandbox, which root must not use.
const CHROMIUM_FLAGS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
];

/// The window that a journey is made in, and who looks at it.
pub struct Window {
    /// Width of the page's room in CSS pixels.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// The reader's language, as browsers name it.
    pub language: &'static str,
    /// Does the reader's system prefer dark pages?
    pub dark: bool,
}

impl Default for Window {
    fn default() -> Window {
        Window {
            width: 1280,
            height: 900,
            language: "en-US",
            dark: false,
        }
    }
}

/// Makes a journey: the steps get a page in a browser of its own. When a step fails, the screen is kept in
/// target/screenshots and the browser's console is printed.
pub async fn journey(name: &str, window: Window, steps: impl AsyncFnOnce(&Page) -> Result) {
    let (mut driver, port) = start_driver().await.expect("chromedriver starts");
    let client = connect(port, &window).await.expect("Chromium starts");
    let page = Page::new(client.clone(), address());
    let outcome = caught(async {
        page.resize(window.width, window.height).await?;
        let scheme = if window.dark { "dark" } else { "light" };
        page.prefer("prefers-color-scheme", scheme).await?;
        steps(&page).await?;
        no_errors(&page).await
    })
    .await;
    let succeeded = matches!(outcome, Ok(Ok(())));
    if !succeeded {
        // The journey's own failure matters more than that of a picture of it.
        if let Ok(path) = page.screenshot(name).await {
            eprintln!("{name}: the screen is in {}", path.display());
        }
        eprintln!(
            "{name}: the console says:\n{}",
            page.console().await.unwrap_or_default().join("\n")
        );
    }
    // Closing ends Chromium; the driver would leave it running.
    let closed = client.close().await;
    let _ = driver.kill().await;
    match outcome {
        Err(panic) => resume_unwind(panic),
        Ok(Err(failure)) => panic!("{name}: {failure}"),
        Ok(Ok(())) => closed.expect("Chromium closes"),
    }
}

/// A journey that looks well but leaves an error in the console, such as a panic of the worker, has failed.
async fn no_errors(page: &Page) -> Result {
    let console = page.console().await?;
    let errors: Vec<&String> = console
        .iter()
        .filter(|line| line.starts_with("SEVERE"))
        .collect();
    if errors.is_empty() {
        return Ok(());
    }
    Err(format!("the console has errors: {errors:?}").into())
}

/// Where the page is served.
pub fn address() -> String {
    std::env::var("INTERLEAVE_URL").unwrap_or_else(|_| "http://127.0.0.1:8080/".to_owned())
}

/// Starts chromedriver at a free port, which it names on its standard output.
async fn start_driver() -> Result<(Child, u16)> {
    let program = std::env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
    let mut command = Command::new(program);
    command
        .arg("--port=0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut driver = command.kill_on_drop(true).spawn()?;
    let mut lines =
        BufReader::new(driver.stdout.take().ok_or("chromedriver has no output")?).lines();
    let port = async {
        while let Some(line) = lines.next_line().await? {
            if let Some(port) = port_in(&line) {
                return Ok::<_, Box<dyn std::error::Error>>(port);
            }
        }
        Err("chromedriver ended without naming its port".into())
    };
    let port = tokio::time::timeout(DRIVER_PATIENCE, port).await??;
    Ok((driver, port))
}

fn port_in(line: &str) -> Option<u16> {
    let (_, port) = line.split_once("started successfully on port ")?;
    port.trim_end_matches('.').parse().ok()
}

async fn connect(port: u16, window: &Window) -> Result<Client> {
    let mut flags: Vec<String> = CHROMIUM_FLAGS
        .iter()
        .map(|flag| (*flag).to_owned())
        .collect();
    flags.push(format!("--lang={}", window.language));
    let mut options = json!({
        "args": flags,
        "prefs": { "intl.accept_languages": window.language },
    });
    if let Ok(chromium) = std::env::var("CHROMIUM") {
        options["binary"] = Value::String(chromium);
    }
    let capabilities = json!({
        "browserName": "chrome",
        "goog:chromeOptions": options,
        "goog:loggingPrefs": { "browser": "ALL" },
    });
    let Value::Object(capabilities) = capabilities else {
        return Err("capabilities are an object".into());
    };
    let mut builder = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new());
    Ok(builder
        .capabilities(capabilities)
        .connect(&format!("http://127.0.0.1:{port}"))
        .await?)
}

/// Runs to the end or to a panic: an `assert!` in a journey must not leave a browser behind.
async fn caught<T>(future: impl Future<Output = T>) -> std::thread::Result<T> {
    let mut future = pin!(future);
    poll_fn(
        |context| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(value)) => Poll::Ready(Ok(value)),
            Err(panic) => Poll::Ready(Err(panic)),
        },
    )
    .await
}
