//! The page opens.

use crate::session::{Window, journey};

#[tokio::test]
async fn the_page_opens_and_says_what_it_is() {
    journey("opening", Window::default(), async |page| {
        page.open("").await?;
        page.wait_until("the title", "document.title.includes('Interleave')")
            .await?;
        page.wait_until("something to read", "document.body.innerText.trim() !== ''")
            .await
    })
    .await;
}
