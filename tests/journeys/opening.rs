//! The page opens: with all lessons, or with what its link names.

use crate::page::Page;
use crate::session::{Result, Window, journey};

async fn wait_location(page: &Page, part: &str) -> Result {
    let says = format!("location.hash.includes({part:?})");
    page.wait_until(&format!("the location to say {part}"), &says)
        .await
}

#[tokio::test]
async fn the_page_opens_with_its_lessons_and_one_at_work() {
    journey("opening", Window::default(), async |page| {
        page.open("").await?;
        page.wait_until("the title", "document.title.includes('Interleave')")
            .await?;
        page.wait_until(
            "twelve lessons in four groups",
            "document.querySelectorAll('#lessons li').length === 12 && document.querySelectorAll('#lessons h2').length === 4",
        )
        .await?;
        // It moves by itself, and can be stopped.
        page.wait_for("#home #status:not([data-state=ready]):not([data-state=computing])")
            .await?;
        page.wait_for("#home .sample .code .mark").await?;
        page.screenshot("home").await?;
        page.click("[data-lesson=philosophers]").await?;
        page.wait_text("h2.title", "The dining philosophers").await?;
        wait_location(page, "lesson=philosophers").await?;
        page.wait_for("#status[data-state=ready]").await?;
        // Back, and forth, and home by the page's own name.
        page.evaluate("history.back()").await?;
        page.wait_for("#home").await?;
        page.evaluate("history.forward()").await?;
        page.wait_text("h2.title", "The dining philosophers").await?;
        page.click("[data-do=home]").await?;
        page.wait_text("#home .sample h2", "The dining philosophers")
            .await?;
        wait_location(page, "#lang=en").await?;
        page.evaluate("history.back()").await?;
        page.wait_text("h2.title", "The dining philosophers").await
    })
    .await;
}

#[tokio::test]
async fn one_begins_with_a_program_of_ones_own() {
    journey("own", Window::default(), async |page| {
        page.open("#page=benchmarks&lang=en").await?;
        page.wait_for("main.benchmarks").await?;
        // Who began elsewhere finds the lessons as well, and a run.
        page.click("[data-do=home]").await?;
        page.wait_for("#home .sample .code .mark").await?;
        page.click("[data-do=write]").await?;
        page.wait_for("#editor").await?;
        page.set_value("#editor", "print(6 * 7)\n").await?;
        page.click("[data-do=run]").await?;
        page.wait_for("#status[data-state=ready]").await?;
        page.click("[data-do=to-end]").await?;
        page.wait_text("#output", "42").await
    })
    .await;
}

#[tokio::test]
async fn who_wants_no_motion_gets_none() {
    journey("still", Window::default(), async |page| {
        page.prefer("prefers-reduced-motion", "reduce").await?;
        page.open("#lang=en").await?;
        page.wait_for("#home #status[data-state=ready]").await?;
        page.click("#home [data-do=play]").await?;
        page.wait_gone("#home #status[data-state=ready]").await?;
        // A frame is a lesson even if its link names none.
        page.open("?embedded#embed=1").await?;
        page.wait_for(".desk #status[data-state=ready]").await?;
        page.wait_gone("#home").await
    })
    .await;
}
