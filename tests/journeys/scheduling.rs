//! A reader is the scheduler.

use fantoccini::key::Key;

use crate::page::Page;
use crate::session::{Result, Window, journey};

/// Two threads that each add one without a lock.
const PROGRAM: &str = "import threading\ncounter = 0\ndef add():\n    global counter\n    counter += 1\n\
                       threads = [threading.Thread(target=add, name=name) for name in ('A', 'B')]\n\
                       for thread in threads: thread.start()\nfor thread in threads: thread.join()\n\
                       print('counter', counter)\n";

async fn take_over(page: &Page) -> Result {
    page.open("#lesson=lost-update&lang=en").await?;
    page.wait_for("#status[data-state=ready]").await?;
    page.click("[data-do=edit]").await?;
    page.set_value("#editor", PROGRAM).await?;
    page.click("[data-do=run]").await?;
    page.wait_for("#status[data-state=ready]").await?;
    page.click("[data-do=take-over]").await?;
    page.wait_for("#status[data-state=turn]").await?;
    Ok(())
}

/// Chooses a task's next step by its place in the list, once it is offered.
async fn choose(page: &Page, name: &str, does: &str) -> Result {
    page.wait_text(
        &format!("#player .offers:not([aria-busy=true]) [data-offer='{name}']"),
        does,
    )
    .await?;
    page.click(&format!("#player [data-offer='{name}']")).await
}

#[tokio::test]
async fn a_reader_loses_an_update_by_hand() {
    journey("by-hand", Window::default(), async |page| {
        take_over(page).await?;
        // The main thread starts both.
        let both = "[...document.querySelectorAll('#player .offer')].length >= 3";
        let mut steps = 0;
        while page.evaluate(both).await? != true && steps < 12 {
            let before = page.text("#player .count").await?;
            page.press('1').await?;
            page.wait_until(
                "a step",
                &format!("document.querySelector('#player .count').textContent !== '{before}'"),
            )
            .await?;
            steps += 1;
        }
        choose(page, "A", "reads counter").await?;
        choose(page, "B", "reads counter").await?;
        choose(page, "A", "writes counter = 1").await?;
        choose(page, "B", "writes counter = 1").await?;
        page.wait_text("#variables", "1").await?;
        let made = page.text("#player .count").await?;
        page.press('u').await?;
        page.wait_text("#player [data-offer=B]", "writes counter = 1")
            .await?;
        page.press('r').await?;
        page.wait_text("#player .count", &made).await?;
        page.click("#player summary").await?;
        let schedule = page
            .evaluate("document.querySelector('#schedule').value")
            .await?;
        assert!(
            schedule.as_str().is_some_and(|text| text.contains('.')),
            "{schedule}"
        );
        page.click("[data-do=share]").await?;
        page.wait_for("#share-link").await?;
        let link = page
            .evaluate("document.querySelector('#share-link').value")
            .await?;
        let link = link.as_str().unwrap_or_default().to_owned();
        page.press(Key::Escape).await?;
        page.wait_gone("#share").await?;
        page.click("[data-do=let-go]").await?;
        page.press(Key::End).await?;
        page.wait_for("#status[data-state=finished]").await?;
        page.wait_text("#output", "counter 1").await?;
        // The link leads to the same turn.
        page.open(&format!("?again{}", &link[link.find('#').unwrap_or(0)..]))
            .await?;
        page.wait_for("#status[data-state=turn]").await?;
        page.wait_text("#player .count", &made).await?;
        page.wait_text("#variables", "counter").await
    })
    .await;
}
