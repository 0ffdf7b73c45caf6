//! A reader passes on what they see, takes changes back, and follows links: good ones, damaged ones, hostile ones.

use crate::page::Page;
use crate::session::{Result, Window, journey};

/// The link that the page offers.
async fn link(page: &Page) -> Result<String> {
    page.click("[data-do=share]").await?;
    page.wait_for("#share-link").await?;
    let link = page
        .evaluate("document.querySelector('#share-link').value")
        .await?;
    page.click("#share header button").await?;
    page.wait_gone("#share").await?;
    Ok(link.as_str().unwrap_or_default().to_owned())
}

/// What follows the address of the page in a link to it.
fn fragment(link: &str) -> &str {
    link.find('#').map_or("", |start| &link[start..])
}

#[tokio::test]
async fn a_link_holds_everything() {
    journey("link", Window::default(), async |page| {
        page.open("#lesson=philosophers&lang=en").await?;
        page.wait_for("#status[data-state=ready]").await?;
        page.set_value("#knob-RULE", "1").await?;
        page.set_value("#cores", "5").await?;
        page.wait_for("#status[data-state=ready]").await?;
        page.click("[data-view=queue]").await?;
        page.wait_for("#message-queue").await?;
        page.set_value("#time", "50000").await?;
        page.wait_for("#status[data-state=running]").await?;
        // After a step the playhead is on a moment, not between two.
        let between = page.text("#clock").await?;
        page.click("[data-do=step]").await?;
        page.wait_until(
            "a step",
            &format!("document.querySelector('#clock').textContent !== {between:?}"),
        )
        .await?;
        let status = page.text("#status").await?;
        let link = link(page).await?;
        page.open("#lesson=lost-update&lang=en").await?;
        page.wait_text("h2", "The lost update").await?;
        page.open(fragment(&link)).await?;
        page.wait_text("h2", "The dining philosophers").await?;
        page.wait_until(
            "the knob",
            "document.querySelector('#knob-RULE')?.value === '1'",
        )
        .await?;
        page.wait_for("#message-queue").await?;
        page.wait_for("#status[data-state=running]").await?;
        page.wait_text("#status", &status).await?;
        page.wait_until(
            "the cores",
            "document.querySelector('#cores').value === '5'",
        )
        .await
    })
    .await;
}

#[tokio::test]
async fn a_link_holds_a_program_and_back_takes_a_change_back() {
    journey("link-program", Window::default(), async |page| {
        page.open("#lesson=lost-update&lang=en").await?;
        page.wait_for("#status[data-state=ready]").await?;
        page.click("[data-do=edit]").await?;
        let program = "N = 3  # knob: 1..9\nprint('<b>안녕</b>' * N)\n";
        page.set_value("#editor", program).await?;
        page.click("[data-do=run]").await?;
        page.wait_for("#knob-N").await?;
        page.wait_until(
            "the program in the location",
            "location.hash.includes('state=')",
        )
        .await?;
        page.set_value("#knob-N", "2").await?;
        let before = page.evaluate("location.hash").await?;
        page.wait_until(
            "the knob in the location",
            &format!("location.hash !== {before}"),
        )
        .await?;
        let link = link(page).await?;
        page.evaluate("history.back()").await?;
        page.wait_until(
            "the knob as it was",
            "document.querySelector('#knob-N').value === '3'",
        )
        .await?;
        page.open("#lesson=philosophers&lang=ko").await?;
        page.wait_text("h2", "식사하는 철학자들").await?;
        page.open(fragment(&link)).await?;
        page.wait_until(
            "the knob of the link",
            "document.querySelector('#knob-N')?.value === '2'",
        )
        .await?;
        page.wait_for("#status[data-state=ready]").await?;
        page.click("[data-do=to-end]").await?;
        page.wait_text("#output", "<b>안녕</b><b>안녕</b>").await?;
        page.wait_gone("#output b").await
    })
    .await;
}

#[tokio::test]
async fn a_bad_link_says_so_and_takes_nothing_away() {
    journey("bad-link", Window::default(), async |page| {
        page.open("#lesson=lost-update&lang=en").await?;
        page.wait_for("#status[data-state=ready]").await?;
        page.set_value("#knob-ROUNDS", "12").await?;
        page.wait_until(
            "the knob in the location",
            "location.hash.includes('state=')",
        )
        .await?;
        let whole = page.evaluate("location.hash").await?;
        let whole = whole.as_str().unwrap_or_default();
        let cut = &whole[..whole.len() - 6];
        let old = format!("{}AAAA", &whole[..whole.find("state=").unwrap_or(0) + 6]);
        let long = format!("#lesson=lost-update&lang=en&state={}", "A".repeat(200_000));
        for (bad, says) in [
            (cut, "This link is damaged"),
            (
                "#lesson=lost-update&lang=en&state=<script>alert(1)</script>",
                "This link is damaged",
            ),
            (
                "#lesson=lost-update&lang=en&program=%ff",
                "This link is damaged",
            ),
            (old.as_str(), "another version"),
            (long.as_str(), "longer than any"),
            (
                "#lesson=constructor&lang=en",
                "names a lesson that does not exist",
            ),
        ] {
            page.evaluate(&format!("location.hash = {}", serde_json::json!(bad)))
                .await?;
            page.wait_text("#link-trouble", says).await?;
            page.wait_until(
                "the knob to stay",
                "document.querySelector('#knob-ROUNDS').value === '12'",
            )
            .await?;
            page.wait_gone("script:not([src])").await?;
        }
        page.click("#link-trouble [data-do=dismiss]").await?;
        page.wait_gone("#link-trouble").await?;
        // A page that opens with such a link has the lessons to offer.
        page.open("?again#lesson=lost-update&lang=en&state=AQ")
            .await?;
        page.wait_text("#link-trouble a", "The dining philosophers")
            .await?;
        page.wait_for("#status[data-state=ready]").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_run_is_saved_for_other_tools() {
    journey("files", Window::default(), async |page| {
        page.open("#lesson=philosophers&lang=en").await?;
        page.wait_for("#status[data-state=ready]").await?;
        page.click("[data-do=to-end]").await?;
        page.wait_for("#status[data-state=deadlock]").await?;
        page.click("[data-do=share]").await?;
        let text = "document.querySelector('#share-file')?.value";
        page.click("[data-make='table.svg']").await?;
        page.wait_until(
            "a picture",
            &format!("{text}?.startsWith('<svg') && {text}.includes('Kant')"),
        )
        .await?;
        page.click("[data-make='sequence.mmd']").await?;
        page.wait_until(
            "a diagram",
            &format!("{text}?.startsWith('sequenceDiagram') && {text}.includes('as Kant')"),
        )
        .await?;
        // What the browser would keep as a file.
        page.run_script(
            "URL.createObjectURL = blob => { window.kept = blob; return '#'; }; \
             HTMLAnchorElement.prototype.click = function () { window.named = this.download; };",
        )
        .await?;
        page.click("[data-make='trace.json']").await?;
        page.wait_text("[data-do=save]", "philosophers-trace.json")
            .await?;
        page.click("[data-do=save]").await?;
        page.wait_until("a name", "window.named === 'philosophers-trace.json'")
            .await?;
        let events = page
            .evaluate_later("window.kept.text().then(text => JSON.parse(text).traceEvents.length)")
            .await?;
        assert!(events.as_u64() > Some(50), "{events}");
        Ok(())
    })
    .await;
}
