//! Everybody can use the page: axe-core finds nothing serious, in both languages, light and dark, large and small.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::page::Page;
use crate::session::{Result, Window, journey};

/// Notes what axe-core finds serious or worse on the page as it is.
async fn judge(page: &Page, what: &str, found: &mut BTreeSet<String>) -> Result {
    let path = std::env::var("AXE")
        .map_err(|_| "AXE says where axe.min.js is: `cargo xtask test journeys` does")?;
    page.run_script(&std::fs::read_to_string(path)?).await?;
    let violations = page
        .evaluate_later(
            "axe.run(document, { resultTypes: ['violations'] }).then(result => result.violations\
             .filter(one => ['serious', 'critical'].includes(one.impact))\
             .flatMap(one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 120)} ${node.failureSummary.slice(0, 240)}`)))",
        )
        .await?;
    let violations = violations
        .as_array()
        .ok_or_else(|| format!("{what}: axe-core has not answered: {violations}"))?;
    let lines = violations.iter().filter_map(Value::as_str);
    found.extend(lines.map(|line| format!("{what}: {line}")));
    Ok(())
}

/// Fails if axe-core finds anything serious or worse on the page as it is.
pub async fn judge_all(page: &Page, what: &str) -> Result {
    let mut found = BTreeSet::new();
    judge(page, what, &mut found).await?;
    match found.is_empty() {
        true => Ok(()),
        false => Err(format!("not for everybody: {found:?}").into()),
    }
}

async fn look_at_everything(page: &Page, language: &str) -> Result {
    let mut found = BTreeSet::new();
    page.open(&format!("#lang={language}")).await?;
    page.wait_for("#home .sample .code .line").await?;
    judge(page, "all lessons", &mut found).await?;
    for lesson in [
        "lost-update",
        "threads-and-event-loop",
        "bounded-queue",
        "philosophers",
    ] {
        page.open(&format!("?{lesson}#lesson={lesson}&lang={language}"))
            .await?;
        page.wait_for("#status[data-state=ready]").await?;
        page.set_value("#time", "60000").await?;
        page.wait_gone("#status[data-state=ready]").await?;
        judge(page, lesson, &mut found).await?;
    }
    page.click("[data-do=compare]").await?;
    page.wait_for("#differences tbody tr").await?;
    judge(page, "two runs", &mut found).await?;
    page.click("[data-do=compare-end]").await?;
    page.evaluate("document.querySelector('#table [data-seat=Hume]').focus() === undefined")
        .await?;
    page.press('s').await?;
    page.wait_for(".told").await?;
    page.set_value("#search", "waits").await?;
    page.wait_until(
        "matches",
        "Number(document.querySelector('.search output').textContent) > 0",
    )
    .await?;
    judge(page, "the story of a span", &mut found).await?;
    page.click("[data-do=take-over]").await?;
    page.wait_for("#player .offer").await?;
    judge(page, "the player", &mut found).await?;
    page.click("[data-do=share]").await?;
    page.wait_for("#share-link").await?;
    page.click("[data-make='timeline.svg']").await?;
    page.wait_for("#share-file").await?;
    judge(page, "sharing", &mut found).await?;
    page.click("#share header button").await?;
    page.click("[data-do=help]").await?;
    page.wait_for("#help").await?;
    judge(page, "help", &mut found).await?;
    page.click("#help header button").await?;
    page.click("[data-do=edit]").await?;
    page.wait_for("code-editor#editor").await?;
    judge(page, "the editor", &mut found).await?;
    page.open(&format!("?b#page=benchmarks&lang={language}"))
        .await?;
    page.wait_for("#experiment-speed-up svg.plot").await?;
    judge(page, "benchmarks", &mut found).await?;
    if found.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> = found.into_iter().collect();
    Err(format!("not for everybody in {language}:\n{}", lines.join("\n")).into())
}

#[tokio::test]
async fn english_and_light() {
    journey("access-english", Window::default(), async |page| {
        look_at_everything(page, "en").await
    })
    .await;
}

#[tokio::test]
async fn korean_dark_and_small() {
    let window = Window {
        width: 360,
        height: 740,
        language: "ko-KR",
        dark: true,
    };
    journey("access-korean", window, async |page| {
        look_at_everything(page, "ko").await
    })
    .await;
}
