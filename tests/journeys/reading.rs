//! The page speaks the reader's language and fits the reader's screen.

use interleave_playground::lessons;

use crate::session::{Window, journey};

#[tokio::test]
async fn the_language_can_be_switched() {
    journey("language", Window::default(), async |page| {
        page.open("#lesson=philosophers").await?;
        page.wait_text("h2", "The dining philosophers").await?;
        page.click("[data-language=ko]").await?;
        page.wait_text("h2", "식사하는 철학자들").await?;
        page.wait_text("h2", "타임라인").await?;
        page.wait_until(
            "the page's language",
            "document.documentElement.lang === 'ko'",
        )
        .await?;
        page.wait_until("the link's language", "location.hash.includes('lang=ko')")
            .await
    })
    .await;
}

#[tokio::test]
async fn a_korean_reader_is_met_in_korean() {
    let window = Window {
        language: "ko-KR",
        ..Window::default()
    };
    journey("korean", window, async |page| {
        page.open("").await?;
        page.wait_text("#lessons h3", "사라진 갱신").await?;
        page.click("[data-do=help]").await?;
        page.wait_text("#help", "한 걸음 뒤로").await
    })
    .await;
}

#[tokio::test]
async fn the_help_lists_what_programs_may_use_and_gives_the_focus_back() {
    journey("help", Window::default(), async |page| {
        page.open("#lesson=lost-update&lang=en").await?;
        page.wait_for("#status[data-state=ready]").await?;
        page.click("[data-do=help]").await?;
        page.wait_text("#supported", "Where it differs from CPython")
            .await?;
        let listed = "[...document.querySelectorAll('#supported summary')].some(one => one.textContent === 'threading')";
        page.wait_until("the modules", listed).await?;
        page.click("#help header button").await?;
        page.wait_gone("#help").await?;
        let back = "document.activeElement.dataset.do === 'help'";
        page.wait_until("the focus to come back", back).await
    })
    .await;
}

#[tokio::test]
async fn a_small_screen_is_enough() {
    let window = Window {
        width: 360,
        height: 740,
        dark: true,
        ..Window::default()
    };
    journey("small", window, async |page| {
        // A page that is still being set up may miss that its address has changed.
        page.open("").await?;
        page.wait_for("#lessons h3").await?;
        page.wait_until(
            "the lessons to fit",
            "document.documentElement.scrollWidth <= 360",
        )
        .await?;
        for lesson in lessons::all().iter().map(|lesson| lesson.slug) {
            for language in ["en", "ko"] {
                page.open(&format!("#lesson={lesson}&lang={language}"))
                    .await?;
                page.wait_for(&format!("html[lang={language}] #status"))
                    .await?;
                page.wait_for(".code .line").await?;
                let fits = "document.documentElement.scrollWidth <= 360";
                page.wait_until("the page to fit", fits).await?;
            }
        }
        page.wait_for("html[data-theme=dark]").await?;
        page.click("[data-do=theme]").await?;
        page.wait_for("html[data-theme=light]").await?;
        Ok(())
    })
    .await;
}
