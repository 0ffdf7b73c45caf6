//! Nothing is run but the page's own files, and those are there without a network.

use serde_json::json;

use crate::session::{Window, journey};

/// Adds a script to the page in a way that a careless page would fall for.
const ATTACKS: [&str; 4] = [
    "(() => { const script = document.createElement('script'); script.textContent = 'window.evil = 1'; document.body.append(script); })()",
    "(() => { const box = document.createElement('div'); box.innerHTML = '<img src=\"data:,\" onerror=\"window.evil = 1\">'; document.body.append(box); })()",
    "(() => { const link = document.createElement('a'); link.href = 'javascript:void (window.evil = 1)'; document.body.append(link); link.click(); })()",
    "(() => { const script = document.createElement('script'); script.src = 'data:text/javascript,window.evil=1'; document.body.append(script); })()",
];

#[tokio::test]
async fn no_script_but_the_pages_own_is_run() {
    journey("guarding", Window::default(), async |page| {
        page.open("#lesson=lost-update&lang=en").await?;
        page.wait_for("#status[data-state=ready]").await?;
        for attack in ATTACKS {
            page.evaluate(attack).await?;
        }
        // Whatever was let through would have run by the time a whole run has been computed.
        page.set_value("#knob-ROUNDS", "20").await?;
        page.click("[data-do=to-end]").await?;
        page.wait_text("#output", "expected 40").await?;
        page.wait_until("no evil", "window.evil === undefined")
            .await?;
        page.wait_gone("script:not([src]):not(body script)").await?;
        // The browser has said that it refused: that is what was wanted.
        let said = page.console().await?;
        assert!(
            said.iter()
                .any(|line| line.contains("Content Security Policy")),
            "{said:?}"
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_page_opens_without_a_network_after_the_first_visit() {
    journey("offline", Window::default(), async |page| {
        page.open("#lesson=lost-update&lang=en").await?;
        page.wait_for("#status[data-state=ready]").await?;
        let kept = "navigator.serviceWorker.ready.then(() => caches.keys()).then(names => names.length)";
        assert_eq!(page.evaluate_later(kept).await?, json!(1));
        page.devtools("Network.enable", &json!({})).await?;
        let none = json!({ "offline": true, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0 });
        page.devtools("Network.emulateNetworkConditions", &none)
            .await?;
        page.open("?again#lesson=philosophers&lang=ko").await?;
        page.wait_for("html[lang=ko] #status[data-state=ready]")
            .await?;
        // A program of the reader's own wants the front end, which nobody has asked for yet.
        page.click("[data-do=edit]").await?;
        page.wait_for("code-editor#editor").await?;
        page.set_value("#editor", "print(6 * 7)\n").await?;
        page.click("[data-do=run]").await?;
        page.wait_for("#status[data-state=ready]").await?;
        page.click("[data-do=to-end]").await?;
        page.wait_text("#output", "42").await
    })
    .await;
}
