//! Somebody else's page, on another origin, shows three programs.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::session::{Result, Window, address, journey};

/// Serves one document at a port of its own, for as long as the journey lasts.
async fn serve(document: String) -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}/", listener.local_addr()?);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = [0; 4096];
            let _ = stream.read(&mut request).await;
            let head =
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close";
            let length = document.len();
            let answer = format!("{head}\r\nContent-Length: {length}\r\n\r\n{document}");
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    Ok(address)
}

const BODY: &str = "<interleave-play lesson=\"philosophers\" views=\"timeline,table\" title=\"Philosophers\"></interleave-play>\
    <interleave-play lang=\"ko\"><pre>\nprint('한 &amp; &lt;b>둘&lt;/b>')\n</pre></interleave-play>\
    <interleave-play lesson=\"bounded-queue\" views=\"queue,output\" theme=\"light\"></interleave-play>";

#[tokio::test]
async fn three_frames_in_a_foreign_page() {
    journey("embedding", Window::default(), async |page| {
        let script = format!("{}embed.js", address());
        let host = serve(format!(
            "<!doctype html><html lang=en><link rel=icon href='data:,'><title>A blog</title>\
             <body style='background: #111; color: #eee'>{BODY}<script src='{script}'></script>"
        ))
        .await?;
        page.go(&host).await?;
        let frames = "[...document.querySelectorAll('interleave-play')].map(play => play.shadowRoot?.querySelector('iframe'))";
        page.wait_until("three frames", &format!("{frames}.filter(Boolean).length === 3"))
            .await?;
        page.wait_until(
            "names for screen readers",
            &format!("{frames}[0].title === 'Philosophers' && {frames}[2].title.includes('bounded-queue')"),
        )
        .await?;
        page.enter("interleave-play:nth-of-type(1)", "iframe").await?;
        page.wait_for("html[data-embed][data-theme=dark][lang=en] #table").await?;
        page.wait_gone("#message-queue").await?;
        page.wait_gone("header.head").await?;
        page.click("[data-do=to-end]").await?;
        page.wait_for("#status[data-state=deadlock]").await?;
        page.leave().await?;
        page.enter("interleave-play:nth-of-type(2)", "iframe").await?;
        page.wait_for("html[lang=ko] #status[data-state=ready]").await?;
        page.click("[data-do=to-end]").await?;
        page.wait_text("#output", "한 & <b>둘</b>").await?;
        page.leave().await?;
        page.enter("interleave-play:nth-of-type(3)", "iframe").await?;
        page.wait_for("html[data-theme=light] #message-queue").await?;
        page.leave().await?;
        // A frame is as high as what it shows, and follows the page around it.
        page.wait_until(
            "frames of the right size",
            &format!("new Set({frames}.map(frame => frame.offsetHeight)).size > 1"),
        )
        .await?;
        page.evaluate("document.body.style.background = '#fff'").await?;
        page.evaluate("document.documentElement.lang = 'ko'").await?;
        page.enter("interleave-play:nth-of-type(1)", "iframe").await?;
        page.wait_for("html[data-theme=light][lang=ko]").await?;
        page.leave().await
    })
    .await;
}
