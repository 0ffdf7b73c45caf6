//! A lesson is opened, played, and walked through in both directions.

use fantoccini::key::Key;

use crate::page::Page;
use crate::session::{Result, Window, journey};

/// Opens a lesson in English and waits until its run has been computed.
async fn open(page: &Page, lesson: &str) -> Result {
    page.open(&format!("#lesson={lesson}&lang=en")).await?;
    page.wait_for("#status[data-state=ready]").await?;
    Ok(())
}

#[tokio::test]
async fn playing_shows_the_output() {
    journey("playing", Window::default(), async |page| {
        open(page, "lost-update").await?;
        page.set_value("#speed", "8×").await?;
        page.click("[data-do=play]").await?;
        page.wait_for("#status[data-state=finished]").await?;
        page.wait_text("#output", "expected 2000").await?;
        page.wait_text("#output", "counter ").await?;
        page.wait_text("#variables", "counter").await
    })
    .await;
}

#[tokio::test]
async fn a_step_back_takes_back_what_was_printed() {
    journey("step-back", Window::default(), async |page| {
        open(page, "lost-update").await?;
        page.press(Key::End).await?;
        page.wait_text("#output", "counter ").await?;
        page.wait_for("#status[data-state=finished]").await?;
        let printed = "document.querySelector('#output').textContent.includes('counter ')";
        let mut steps = 0;
        while page.evaluate(printed).await? == true {
            if steps == 20 {
                return Err("twenty steps back, and the last line is still there".into());
            }
            steps += 1;
            let before = page.text("#clock").await?;
            page.press(Key::Left).await?;
            let moved = format!(
                "document.querySelector('#clock').textContent !== {before:?} || !{printed}"
            );
            page.wait_until("a step back", &moved).await?;
        }
        for _ in 0..steps {
            page.click("[data-do=step]").await?;
        }
        page.wait_text("#output", "counter ").await?;
        page.press(Key::Home).await?;
        page.wait_for("#status[data-state=ready]").await?;
        page.wait_text("#output", "Nothing printed yet").await
    })
    .await;
}

#[tokio::test]
async fn a_knob_runs_the_program_again() {
    journey("knob", Window::default(), async |page| {
        open(page, "lost-update").await?;
        page.press(Key::End).await?;
        page.wait_text("#output", "expected 2000").await?;
        page.set_value("#knob-ROUNDS", "10").await?;
        page.wait_text("#output", "expected 20\n").await?;
        page.click("#knob-SAFE").await?;
        page.wait_for("#knob-SAFE[aria-checked=true]").await?;
        page.wait_text("#output", "counter 20\n").await
    })
    .await;
}

#[tokio::test]
async fn the_deadlock_and_its_cycle_are_seen() {
    journey("deadlock", Window::default(), async |page| {
        open(page, "philosophers").await?;
        page.press(Key::End).await?;
        page.wait_for("#status[data-state=deadlock]").await?;
        page.wait_text("#status", "Plato waits for Kant (forks[1])")
            .await?;
        page.wait_text("#status", "Arendt waits for Plato (forks[0])")
            .await?;
        page.wait_for("#table svg.closed").await?;
        page.wait_text(
            "[data-task=Hume] .why",
            "waits for the lock forks[3], which Marx holds",
        )
        .await?;
        page.set_value("#knob-RULE", "1").await?;
        page.wait_for("#status[data-state=finished]").await?;
        page.wait_gone("#table svg.closed").await?;
        page.wait_text("#output", "still hungry: 0").await
    })
    .await;
}

#[tokio::test]
async fn pointing_at_a_task_lights_it_everywhere() {
    journey("lighting", Window::default(), async |page| {
        open(page, "philosophers").await?;
        page.press(Key::End).await?;
        page.wait_for("#status[data-state=deadlock]").await?;
        let focus = "document.querySelector('#table [data-seat=Kant]').focus() === undefined";
        page.wait_until("the focus", focus).await?;
        page.wait_for("#timeline [data-task=Kant] .badge.lit")
            .await?;
        page.wait_for(".code .line.lit .mark.lit").await?;
        page.wait_for("#table .person.lit[data-seat=Kant]").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_queue_shows_who_waits() {
    journey("queue", Window::default(), async |page| {
        open(page, "bounded-queue").await?;
        page.set_value("#time", "40000").await?;
        page.wait_for("#message-queue .queue.full").await?;
        page.wait_text(
            "#message-queue .producers .why",
            "waits to put into orders, which is full (3 of 3)",
        )
        .await?;
        page.wait_for("#message-queue .depths .line").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_loop_shows_its_timers() {
    journey("loop", Window::default(), async |page| {
        open(page, "threads-and-event-loop").await?;
        page.wait_text("#event-loop", "No event loop at this moment")
            .await?;
        page.click("#knob-EVENT_LOOP").await?;
        page.wait_for("#knob-EVENT_LOOP[aria-checked=true]").await?;
        page.wait_for("#status[data-state=ready]").await?;
        page.set_value("#time", "20000").await?;
        page.wait_for("#event-loop .timers .slip").await?;
        page.press(Key::End).await?;
        page.wait_text("#output", "breakfast ready at 3.0 s").await
    })
    .await;
}

#[tokio::test]
async fn pressing_on_the_timeline_goes_there() {
    journey("timeline", Window::default(), async |page| {
        open(page, "lost-update").await?;
        page.click("#timeline .lanes").await?;
        page.wait_for("#status[data-state=running]").await?;
        page.wait_for("#timeline .lane.running[data-task='Thread-1 (add)']")
            .await?;
        page.click("[data-rows=core]").await?;
        page.wait_text("#timeline .lane.core", "Core 1").await?;
        page.press(Key::Home).await?;
        page.wait_for("#status[data-state=ready]").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_finding_leads_to_its_line_and_its_moment() {
    journey("finding", Window::default(), async |page| {
        page.open("#lesson=lost-update").await?;
        page.wait_text("#findings strong", "Data race").await?;
        page.click("#findings li[data-kind=race] button[data-line]")
            .await?;
        page.wait_for(".code .line.pointed").await?;
        page.wait_for("#findings button[aria-pressed=true]").await?;
        let moved = "Number(document.querySelector('#time').value) > 0";
        page.wait_until("the playhead to move", moved).await
    })
    .await;
}

#[tokio::test]
async fn the_conditions_of_a_deadlock_are_lights() {
    journey("lights", Window::default(), async |page| {
        open(page, "philosophers").await?;
        page.press(Key::End).await?;
        page.wait_for("#status[data-state=deadlock]").await?;
        page.wait_until(
            "four lights",
            "document.querySelectorAll('#waiting .light.on').length === 4",
        )
        .await?;
        page.wait_text("#waiting .edges", "Plato → Kant (forks[1])")
            .await?;
        page.wait_until(
            "a circle of five",
            "document.querySelectorAll('#waiting .edge.closed').length === 5",
        )
        .await?;
        page.set_value("#knob-RULE", "1").await?;
        page.wait_for("#status[data-state=finished]").await?;
        page.wait_gone("#waiting .light.on").await
    })
    .await;
}

#[tokio::test]
async fn the_numbers_of_a_run_are_there_on_request() {
    journey("numbers", Window::default(), async |page| {
        open(page, "bounded-queue").await?;
        page.click("#numbers summary").await?;
        page.wait_text("#numbers th", "Core 0").await?;
        page.wait_text("#numbers th", "room in a queue").await?;
        page.wait_text("#numbers th", "items of queues").await
    })
    .await;
}
