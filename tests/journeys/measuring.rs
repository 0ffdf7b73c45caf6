//! A reader looks at measurements: the sample, a damaged report, and the way there and back.

use serde_json::json;

use crate::page::Page;
use crate::session::{Result, Window, journey};

/// Opens the page of measurements, and waits for the sample.
async fn open(page: &Page) -> Result {
    page.open("#lesson=lost-update&lang=en").await?;
    page.wait_for("#status[data-state=ready]").await?;
    page.click("[data-do=elsewhere]").await?;
    page.wait_for("#experiment-speed-up svg.plot").await?;
    Ok(())
}

/// Chooses a file, as its dialog would.
async fn choose(page: &Page, name: &str, text: &str) -> Result {
    let (text, name) = (json!(text), json!(name));
    let chosen = format!(
        "(() => {{ const files = new DataTransfer(); files.items.add(new File([{text}], {name})); \
         const field = document.querySelector('#report'); field.files = files.files; \
         return field.dispatchEvent(new Event('change', {{ bubbles: true }})); }})()"
    );
    page.evaluate(&chosen).await?;
    Ok(())
}

#[tokio::test]
async fn the_sample_is_drawn_beside_its_prediction() {
    journey("benchmarks", Window::default(), async |page| {
        open(page).await?;
        page.wait_until(
            "the place in the link",
            "location.hash.includes('page=benchmarks')",
        )
        .await?;
        let part = "#experiment-speed-up .plot";
        for source in ["measured", "predicted", "law"] {
            page.wait_for(&format!("{part} .curve.{source} .line"))
                .await?;
        }
        page.wait_text("#experiment-speed-up .plot text", "Amdahl's law")
            .await?;
        page.wait_text("#experiment-speed-up .numbers th", "predicted")
            .await?;
        page.wait_text("#experiment-false-sharing .notes", "no cache lines")
            .await?;
        // A screen reader hears what a plot is of.
        let named = "[...document.querySelectorAll('svg.plot')].every(plot => \
                     plot.getAttribute('aria-labelledby').split(' ').every(id => \
                     document.getElementById(id).textContent !== ''))";
        page.wait_until("plots with names", named).await?;
        page.click("[data-language=ko]").await?;
        page.wait_text("#experiment-speed-up h3", "속도 향상")
            .await?;
        page.wait_text("#experiment-speed-up .plot text", "암달의 법칙")
            .await?;
        page.click("[data-do=elsewhere]").await?;
        page.wait_text("h2", "사라진 갱신").await
    })
    .await;
}

#[tokio::test]
async fn a_damaged_report_says_where_and_takes_nothing_away() {
    journey("damaged-report", Window::default(), async |page| {
        open(page).await?;
        choose(
            page,
            "mine.json",
            "{\n  \"format\": 1,\n  \"quick\": maybe\n}\n",
        )
        .await?;
        page.wait_text("#trouble .file", "mine.json").await?;
        page.wait_text("#trouble .place", "3:12").await?;
        page.wait_for("#experiment-speed-up svg.plot").await?;
        choose(page, "other.json", "{\"format\": 1}").await?;
        page.wait_text("#trouble", "missing field").await?;
        page.click("[data-do=sample]").await?;
        page.wait_gone("#trouble").await?;
        page.wait_text("#measured-on .file", "intel-xeon-2-cores.json")
            .await
    })
    .await;
}

#[tokio::test]
async fn plots_fit_a_small_screen() {
    let window = Window {
        width: 360,
        height: 740,
        dark: true,
        ..Window::default()
    };
    journey("small-benchmarks", window, async |page| {
        for language in ["en", "ko"] {
            page.open(&format!("#page=benchmarks&lang={language}"))
                .await?;
            page.wait_for(&format!(
                "html[lang={language}] #experiment-channels svg.plot"
            ))
            .await?;
            page.wait_until(
                "the page to fit",
                "document.documentElement.scrollWidth <= 360",
            )
            .await?;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_report_can_be_dropped_and_a_plot_taken_away() {
    journey("own-report", Window::default(), async |page| {
        open(page).await?;
        // The sample under another name is a report like a reader's own.
        page.evaluate(
            "void fetch('reports/intel-xeon-2-cores.json').then(sample => sample.text()).then(text => { \
             const files = new DataTransfer(); files.items.add(new File([text], 'dropped.json')); \
             document.querySelector('#benchmarks').dispatchEvent( \
             new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true })); })",
        )
        .await?;
        page.wait_text("#measured-on .file", "dropped.json").await?;
        // What a browser would write to a file, read back.
        page.evaluate(
            "void (HTMLAnchorElement.prototype.click = function () { \
             window.taken = [this.download, decodeURIComponent(this.href.split(',').slice(1).join(','))]; })",
        )
        .await?;
        page.click("#experiment-speed-up [data-do=save]").await?;
        let whole = "(() => { const [name, text] = window.taken ?? ['', '']; \
                     const bare = text.replace(/<style>[^<]*<.style>/, ''); \
                     const svg = new DOMParser().parseFromString(bare, 'image/svg+xml'); \
                     return name.endsWith('.svg') && svg.querySelector('parsererror') === null \
                     && svg.documentElement.nodeName === 'svg' && bare !== text \
                     && svg.querySelectorAll('.curve').length > 0; })()";
        page.wait_until("the picture as a file of its own", whole)
            .await
    })
    .await;
}
