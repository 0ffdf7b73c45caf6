//! A reader asks whether a program can go wrong, replays the answer, and tries to break the program by hand.

use fantoccini::key::Key;
use serde_json::json;

use crate::access::judge_all;
use crate::page::Page;
use crate::session::{Result, Window, journey};

/// Opens a lesson with a knob turned, once its run is there.
async fn open(page: &Page, lesson: &str, knobs: &[(&str, &str)], language: &str) -> Result {
    page.open(&format!("#lesson={lesson}&lang={language}"))
        .await?;
    page.wait_for("#status[data-state=ready]").await?;
    for (knob, value) in knobs {
        page.set_value(&format!("#knob-{knob}"), value).await?;
    }
    page.wait_for("#status[data-state=ready]").await?;
    Ok(())
}

async fn value(page: &Page, selector: &str) -> Result<String> {
    let expression = format!("document.querySelector({}).textContent", json!(selector));
    let text = page.evaluate(&expression).await?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn a_lesson_that_fails_is_checked_and_its_schedule_replayed() {
    journey("check", Window::default(), async |page| {
        open(page, "lost-update", &[("ROUNDS", "1")], "en").await?;
        page.click("#check [data-do=check]").await?;
        page.wait_for("#check[data-state=still] [data-verdict=fail]")
            .await?;
        page.wait_text("#check .share", "4 of 6 interleavings").await?;
        page.wait_text("#check .failures", "An update can be lost").await?;
        // What screen readers hear is the verdict, and the focus is where it was.
        page.wait_text("#check [role=status]", "There are schedules").await?;
        page.wait_until(
            "the focus to stay",
            "document.activeElement.dataset.do === 'check'",
        )
        .await?;
        judge_all(page, "an answer").await?;
        let steps = page.evaluate(
            "document.querySelector('.failures .schedule').textContent.split('.').reduce((sum, part) => sum + Number(part.split('x')[1] ?? 1), 0)",
        );
        let steps = steps.await?.to_string();
        page.click(".failures [data-do=replay]").await?;
        page.wait_for("#status[data-state=turn]").await?;
        page.wait_text("#player .count", &steps).await?;
        page.wait_text("#variables", "counter").await?;
        // It stands in the location, for people to read.
        let schedule = value(page, ".failures .schedule").await?;
        page.wait_until(
            "the schedule in the location",
            &format!("location.hash.includes('schedule={schedule}&by=hand')"),
        )
        .await?;
        // The way back is open, and the answer still stands.
        page.press('u').await?;
        page.wait_until(
            "one step less",
            &format!("Number(document.querySelector('#player .count').textContent) === {steps} - 1"),
        )
        .await?;
        page.wait_for("[data-verdict=fail]").await?;
        // A sentence of the story leads to its line and its moment.
        page.click(".failures .story button").await?;
        page.wait_for(".line.pointed").await?;
        page.wait_for("#status[data-state=turn], #status[data-state=running]")
            .await?;
        // Another program, another question.
        page.set_value("#knob-WORKERS", "1").await?;
        page.wait_gone("[data-verdict]").await
    })
    .await;
}

#[tokio::test]
async fn a_search_waits_and_is_cancelled() {
    journey("check-cancel", Window::default(), async |page| {
        open(page, "lost-update", &[("WORKERS", "3")], "en").await?;
        page.click("#check [data-do=check]").await?;
        page.wait_text("#check-progress", "states a second").await?;
        // What is wrong is told as soon as it is found.
        page.wait_for("#check[data-state=searching] [data-verdict=fail]")
            .await?;
        page.click("[data-do=pause-check]").await?;
        page.wait_for("#check[data-state=paused]").await?;
        page.click("[data-do=pause-check]").await?;
        page.wait_for("#check[data-state=searching]").await?;
        // The run can be looked at meanwhile.
        page.press(Key::End).await?;
        page.wait_for("#status[data-state=finished]").await?;
        page.click("[data-do=cancel-check]").await?;
        page.wait_for("#check[data-state=still]").await?;
        page.wait_text("#check .about", "The search was stopped.")
            .await
    })
    .await;
}

#[tokio::test]
async fn a_reader_breaks_a_lesson_with_hints() {
    let window = Window {
        width: 360,
        height: 740,
        language: "ko-KR",
        dark: true,
    };
    journey("challenge", window, async |page| {
        open(page, "lost-update", &[("ROUNDS", "1")], "ko").await?;
        page.click("[data-do=challenge]").await?;
        page.wait_for("#status[data-state=turn]").await?;
        for step in 1..60 {
            page.click("[data-do=hint]").await?;
            page.wait_for("#hint .told").await?;
            if step == 1 {
                judge_all(page, "a hint").await?;
            }
            let hint = page.text("#hint .told").await?;
            let place = hint.split(['[', ']']).nth(1).ok_or(hint.clone())?;
            let digit = place.chars().next().ok_or("no digit")?;
            page.press(digit).await?;
            page.wait_until(
                "the step",
                &format!("document.querySelector('#challenge .count').textContent === '{step}'"),
            )
            .await?;
            if hint.contains("한 걸음이면") {
                page.wait_for("#challenge[data-broken=true]").await?;
                page.wait_text("#hint", &format!("{step}걸음 만에 깨뜨렸습니다"))
                    .await?;
                page.press('u').await?;
                page.wait_for("#challenge[data-broken=false]").await?;
                return Ok(());
            }
        }
        Err("it is not broken after all these steps".into())
    })
    .await;
}
