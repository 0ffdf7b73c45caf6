//! Two runs stand side by side on one axis of time.

use fantoccini::key::Key;

use crate::page::Page;
use crate::session::{Result, Window, journey};

/// Opens a lesson in English and puts a second run beside it.
async fn compare(page: &Page, lesson: &str) -> Result {
    page.open(&format!("#lesson={lesson}&lang=en")).await?;
    page.wait_for("#status[data-state=ready]").await?;
    page.click("[data-do=compare]").await?;
    page.wait_for("#timeline-b .lane").await?;
    page.wait_for("#differences tbody tr").await?;
    Ok(())
}

/// What the table says of a quantity: of A, of B, and the difference.
fn row(name: &str) -> String {
    format!(
        "([...document.querySelectorAll('#differences tr')]\
         .filter(row => row.cells[0].textContent === '{name}')\
         .map(row => [...row.cells].slice(1).map(cell => cell.textContent))[0] ?? ['', '', ''])"
    )
}

/// The link with a state that follows another one: it is written a moment after what it says.
async fn link_after(page: &Page, before: &str) -> Result<String> {
    let other = format!("location.hash.includes('&state=') && location.hash !== {before:?}");
    page.wait_until("the link", &other).await?;
    let hash = page.evaluate("location.hash").await?;
    Ok(hash.as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn two_machines_share_an_axis_and_a_playhead() {
    journey("compare", Window::default(), async |page| {
        compare(page, "lost-update").await?;
        // The other dialect at first: one of them waits for the interpreter lock.
        page.wait_text("#differences th", "waited for the interpreter lock")
            .await?;
        page.press(Key::End).await?;
        for side in ["", "-b"] {
            page.wait_for(&format!("#status{side}[data-state=finished]"))
                .await?;
            page.wait_text(&format!("#output{side}"), "expected 2000")
                .await?;
        }
        // One window of time: what is zoomed here is zoomed there.
        let window = "document.querySelector('#timeline-b .minimap .window').ariaValueText";
        let whole = page.evaluate(window).await?;
        page.press('+').await?;
        page.wait_until("B to follow A", &format!("{window} !== {whole}"))
            .await?;
        // A playhead dragged in B is A's as well.
        page.set_value("#time", "1000").await?;
        page.wait_for("#status-b[data-state=running]").await?;
        page.press(Key::Home).await?;
        page.wait_for("#status-b[data-state=ready]").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn either_side_is_changed_and_the_link_holds_both() {
    journey("compare-link", Window::default(), async |page| {
        compare(page, "lost-update").await?;
        let first = link_after(page, "").await?;
        // On one machine there is no difference.
        page.click("#gil-b").await?;
        let same = format!("{}[2] === '='", row("whole run"));
        page.wait_until("two equal runs", &same).await?;
        let second = link_after(page, &first).await?;
        page.set_value("#knob-ROUNDS-b", "500").await?;
        let less = format!("{}[2].startsWith('−')", row("whole run"));
        page.wait_until("a shorter run", &less).await?;
        page.wait_text(".half .side", "ROUNDS 500").await?;
        let hash = link_after(page, &second).await?;
        page.open("?again#lesson=philosophers&lang=en").await?;
        page.wait_for("#status[data-state=ready]").await?;
        page.wait_gone("#differences").await?;
        page.open(&hash).await?;
        page.wait_until("a shorter run again", &less).await?;
        page.wait_until(
            "the knob",
            "document.querySelector('#knob-ROUNDS-b').value === '500'",
        )
        .await?;
        page.click("[data-do=compare-end]").await?;
        page.wait_gone("#timeline-b").await?;
        page.wait_for("#timeline .lane").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn two_programs_are_compared_on_a_small_screen() {
    let window = Window {
        width: 360,
        height: 740,
        ..Window::default()
    };
    journey("compare-small", window, async |page| {
        compare(page, "lost-update").await?;
        page.evaluate(
            "(() => { const field = document.querySelector('#compare-with'); field.value = 'philosophers'; \
             return field.dispatchEvent(new Event('change', { bubbles: true })); })()",
        )
        .await?;
        page.wait_for("#timeline-b [data-task=Kant]").await?;
        page.wait_text(".half .side", "The dining philosophers")
            .await?;
        page.wait_until(
            "the page to fit",
            "document.documentElement.scrollWidth <= 360",
        )
        .await
    })
    .await;
}
