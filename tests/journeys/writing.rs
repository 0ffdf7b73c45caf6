//! A reader writes a program: wrong, endless, or meant to deceive.

use fantoccini::key::Key;

use crate::page::Page;
use crate::session::{Result, Window, journey};

/// Replaces the first lesson's program and runs it.
async fn run(page: &Page, program: &str) -> Result {
    page.open("#lesson=lost-update&lang=en").await?;
    page.wait_for("#status[data-state=ready]").await?;
    page.click("[data-do=edit]").await?;
    page.set_value("#editor", program).await?;
    page.click("[data-do=run]").await
}

#[tokio::test]
async fn a_syntax_error_has_its_place() {
    journey("syntax-error", Window::default(), async |page| {
        run(page, "x = 1\nwhile x\n    x += 1\n").await?;
        page.wait_for("#status[data-state=failed]").await?;
        page.wait_text("#diagnostics .place", "2:8").await?;
        page.wait_for(".code [data-line='2'].wrong .bad").await?;
        page.click("[data-do=discard]").await?;
        page.wait_gone("#diagnostics").await?;
        page.wait_for("#status[data-state=ready]").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_endless_loop_can_be_cancelled() {
    journey("endless", Window::default(), async |page| {
        run(page, "n = 0\nwhile True:\n    n += 1\n").await?;
        page.click("#status[data-state=computing] [data-do=cancel]")
            .await?;
        page.wait_text("#status", "Cancelled").await?;
        // What had happened can be looked at, and the next program runs.
        page.press(Key::Right).await?;
        page.wait_for("#status[data-state=stopped]").await?;
        page.click("[data-do=discard]").await?;
        page.wait_for("#status[data-state=ready]").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_a_program_prints_is_text() {
    journey("text", Window::default(), async |page| {
        run(
            page,
            "name = '<img src=x id=evil>'\nprint(name)\nraise ValueError(name)\n",
        )
        .await?;
        page.wait_for("#status[data-state=ready]").await?;
        page.press(Key::End).await?;
        page.wait_text("#output", "<img src=x id=evil>").await?;
        page.wait_text("#status[data-state=failed]", "<img src=x id=evil>")
            .await?;
        page.wait_gone("#evil").await
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_is_said_while_one_types() {
    journey("typing", Window::default(), async |page| {
        page.open("#lesson=lost-update&lang=en").await?;
        page.wait_for("#status[data-state=ready]").await?;
        page.click("[data-do=edit]").await?;
        page.set_value("#editor", "print(1)\nimport nonsense\n")
            .await?;
        page.wait_text("#diagnostics .place", "2:1").await?;
        page.set_value("#editor", "print(1)\n").await?;
        page.wait_gone("#diagnostics").await?;
        // Nothing has run meanwhile: the lesson is still what the timeline shows.
        page.wait_for("#timeline .lane[data-task='Thread-1 (add)']")
            .await?;
        Ok(())
    })
    .await;
}
