//! A long run is searched, looked at in parts, and tells what was done there.

use fantoccini::key::Key;

use crate::page::Page;
use crate::session::{Result, Window, journey};

/// Opens a lesson in English and waits until its run has been computed.
async fn open(page: &Page, lesson: &str) -> Result {
    page.open(&format!("#lesson={lesson}&lang=en")).await?;
    page.wait_for("#status[data-state=ready]").await?;
    page.wait_for("#timeline .lane").await?;
    Ok(())
}

/// What an attribute of a handle of the strip says.
fn handle(class: &str, attribute: &str) -> String {
    format!("document.querySelector('.minimap {class}').getAttribute('{attribute}')")
}

#[tokio::test]
async fn a_word_is_found_and_gone_to() {
    journey("search", Window::default(), async |page| {
        open(page, "philosophers").await?;
        page.press('/').await?;
        page.wait_until("the focus", "document.activeElement.id === 'search'")
            .await?;
        page.type_into("#search", "takes forks").await?;
        let count = "Number(document.querySelector('.search output').textContent) > 0";
        page.wait_until("matches", count).await?;
        page.press(Key::Enter).await?;
        page.wait_text(".search output", "1 / ").await?;
        page.wait_text(".search .found", ": takes forks[").await?;
        page.wait_for(".code .line.pointed").await?;
        page.wait_for("#timeline .badge.lit").await?;
        page.press(Key::Enter).await?;
        page.wait_text(".search output", "2 / ").await?;
        page.click(".search [aria-label^=Previous]").await?;
        page.wait_text(".search output", "1 / ").await?;
        page.set_value("#search", "no such thing").await?;
        page.wait_until(
            "no match",
            "document.querySelector('.search output').textContent === '0'",
        )
        .await
    })
    .await;
}

#[tokio::test]
async fn the_strip_shows_and_moves_the_window() {
    journey("minimap", Window::default(), async |page| {
        open(page, "lost-update").await?;
        let whole = page.evaluate(&handle(".window", "aria-valuetext")).await?;
        page.evaluate("document.querySelector('.minimap .end').focus() === undefined")
            .await?;
        for _ in 0..10 {
            page.press(Key::Left).await?;
        }
        let changed = format!("{} !== {whole}", handle(".window", "aria-valuetext"));
        page.wait_until("a narrower window", &changed).await?;
        let end = page.evaluate(&handle(".end", "aria-valuetext")).await?;
        page.evaluate("document.querySelector('.minimap .window').focus() === undefined")
            .await?;
        page.press(Key::Right).await?;
        let moved = format!("{} !== {end}", handle(".end", "aria-valuetext"));
        page.wait_until("the window to move", &moved).await?;
        // The playhead has stayed: keys of the strip are not those of the transport.
        page.wait_for("#status[data-state=ready]").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_part_of_the_timeline_tells_its_story() {
    journey("span", Window::default(), async |page| {
        open(page, "philosophers").await?;
        page.press(Key::End).await?;
        page.wait_for("#status[data-state=deadlock]").await?;
        page.evaluate("document.querySelector('#table [data-seat=Hume]').focus() === undefined")
            .await?;
        page.press('s').await?;
        page.wait_text(".told header p", "Hume, for ").await?;
        page.wait_text(".told li", "waits for forks[3], which Marx holds")
            .await?;
        page.click(".told [data-do=previous-span]").await?;
        page.wait_text(".told header p", "running").await?;
        page.click(".told li button[data-line]").await?;
        page.wait_for(".code .line.pointed").await?;
        page.press(Key::Escape).await?;
        page.wait_gone(".told").await?;
        page.click("#timeline .lanes").await?;
        page.wait_for(".told header p").await?;
        Ok(())
    })
    .await;
}
