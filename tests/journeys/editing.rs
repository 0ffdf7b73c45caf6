//! A reader writes in the editor, which comes when they begin to, and looks and behaves like the page around it.

use fantoccini::key::Key;
use serde_json::json;

use crate::page::Page;
use crate::session::{Result, Window, journey};

/// What CodeMirror shows is inside of the element's shadow.
fn inside(selector: &str) -> String {
    format!("document.querySelector('#editor').shadowRoot.querySelector({selector:?})")
}

/// Opens the first lesson's program in the editor, which has the focus then.
async fn open(page: &Page, language: &str) -> Result {
    page.open(&format!("#lesson=lost-update&lang={language}"))
        .await?;
    page.wait_for("#status[data-state=ready]").await?;
    page.click("[data-do=edit]").await?;
    page.wait_for("code-editor#editor").await?;
    let focused = "document.activeElement.id === 'editor'";
    page.wait_until("the editor to have the focus", focused)
        .await
}

async fn wait_begins(page: &Page, text: &str) -> Result {
    let begins = format!(
        "document.querySelector('#editor').value.startsWith({})",
        json!(text)
    );
    page.wait_until(&format!("the text to begin with {text:?}"), &begins)
        .await
}

async fn type_text(page: &Page, text: &str) -> Result {
    for key in text.chars() {
        page.press(match key {
            '\n' => Key::Enter.into(),
            key => key,
        })
        .await?;
    }
    Ok(())
}

/// Presses a key together with Control.
async fn control(page: &Page, key: char) -> Result {
    page.chord(Key::Control, key).await
}

#[tokio::test]
async fn one_writes_and_is_told_what_is_wrong() {
    journey("editor", Window::default(), async |page| {
        open(page, "en").await?;
        page.wait_until(
            "its name",
            &format!("{}.ariaLabel === 'Program'", inside(".cm-content")),
        )
        .await?;
        type_text(page, "import nonsense\n").await?;
        page.wait_text("#diagnostics .place", "1:1").await?;
        page.wait_until(
            "the place underlined",
            &format!(
                "{}?.textContent === 'import nonsense'",
                inside(".cm-lintRange-error")
            ),
        )
        .await?;
        page.wait_until(
            "a mark beside it",
            &format!("{} !== null", inside(".cm-lint-marker")),
        )
        .await?;
        page.screenshot("the-editor").await?;
        // Tab writes; after Escape it leaves, so that nobody is caught.
        type_text(page, "\t").await?;
        wait_begins(page, "import nonsense\n    import threading").await?;
        page.press(Key::Escape).await?;
        page.press(Key::Tab).await?;
        page.wait_until(
            "Run to have the focus",
            "document.activeElement.dataset.do === 'run'",
        )
        .await?;
        page.evaluate("document.querySelector('#editor').focus()")
            .await?;
        control(page, 'a').await?;
        type_text(page, "print(6 * 7)").await?;
        page.wait_gone("#diagnostics").await?;
        control(page, Key::Enter.into()).await?;
        page.wait_gone("#editor").await?;
        page.wait_text(".code", "print(6 * 7)").await?;
        // What was undone before the run can be undone after it.
        page.click("[data-do=edit]").await?;
        wait_begins(page, "print(6 * 7)").await?;
        control(page, 'z').await?;
        control(page, 'z').await?;
        wait_begins(page, "import nonsense").await?;
        // Its style sheets are made in a way that the page's policy allows.
        let said = page.console().await?;
        assert!(
            !said
                .iter()
                .any(|line| line.contains("Content Security Policy")),
            "{said:?}"
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn korean_is_typed_and_spoken() {
    journey("editor-korean", Window::default(), async |page| {
        open(page, "ko").await?;
        // As an input method does: a syllable grows, and is put in.
        for syllable in ["ㅎ", "하", "한"] {
            let composing = json!({ "text": syllable, "selectionStart": 1, "selectionEnd": 1 });
            page.devtools("Input.imeSetComposition", &composing).await?;
        }
        page.devtools("Input.insertText", &json!({ "text": "한" }))
            .await?;
        page.devtools("Input.insertText", &json!({ "text": "글 = 1" }))
            .await?;
        wait_begins(page, "한글 = 1import threading").await?;
        control(page, 'f').await?;
        page.wait_until(
            "a search in Korean",
            &format!("{}?.placeholder === '찾기'", inside(".cm-search input")),
        )
        .await?;
        page.press(Key::Escape).await?;
        page.wait_until("no search", &format!("{} === null", inside(".cm-search")))
            .await
    })
    .await;
}

#[tokio::test]
async fn a_long_program_does_not_hang() {
    journey("editor-long", Window::default(), async |page| {
        open(page, "en").await?;
        let program = "x = 1  # and so on\r\n".repeat(5_000);
        page.set_value("#editor", &program).await?;
        page.evaluate("document.querySelector('#editor').focus()")
            .await?;
        type_text(page, "y = 2\n").await?;
        wait_begins(page, "y = 2\nx = 1  # and so on\nx = 1").await?;
        let drawn = "document.querySelector('#editor').shadowRoot.querySelectorAll('.cm-line').length < 500";
        page.wait_until("only what is seen to be drawn", drawn).await
    })
    .await;
}

#[tokio::test]
async fn without_the_editor_there_is_a_text_area() {
    journey("no-editor", Window::default(), async |page| {
        page.devtools("Network.enable", &json!({})).await?;
        page.devtools(
            "Network.setBlockedURLs",
            &json!({ "urls": ["*/editor.js"] }),
        )
        .await?;
        page.open("#lesson=lost-update&lang=en").await?;
        page.wait_for("#status[data-state=ready]").await?;
        page.click("[data-do=edit]").await?;
        page.wait_for("textarea#editor").await?;
        page.wait_until(
            "the editor to have been asked for",
            "document.querySelector('script[src=\"./editor.js\"]') !== null",
        )
        .await?;
        page.set_value("#editor", "print('plain')\n").await?;
        page.click("[data-do=run]").await?;
        page.wait_text(".code", "print('plain')").await?;
        // The browser says that it could not be fetched: that is what was wanted.
        page.console().await?;
        Ok(())
    })
    .await;
}
