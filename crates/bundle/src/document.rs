//! The page's document: nothing in it is run but what comes from its own files.

use std::path::Path;

use super::Result;
use super::files::hash;

/// The strictest policy under which WebAssembly runs. `data:` is for the small pictures of the style sheets.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                      img-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'";

/// Starts the service worker when the page is there; pages that were not served safely have none.
const KEEP: &str = "\nif ('serviceWorker' in navigator) navigator.serviceWorker.register('./sw.js').catch(() => {});\n";

/// Moves the inline script to a file and adds the policy.
pub fn guard(folder: &Path) -> Result {
    let path = folder.join("index.html");
    let page = std::fs::read_to_string(&path)?;
    let (page, script) = without_script(&page).ok_or("Trunk's script is not where it was")?;
    let script = script + KEEP;
    let name = format!("start-{:016x}.js", hash([script.as_bytes()]));
    std::fs::write(folder.join(&name), script)?;
    let guarded = page
        .replacen(
            "<meta charset=\"utf-8\">",
            &format!("<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">"),
            1,
        )
        .replacen("</head>", &format!("<script type=\"module\" src=\"./{name}\"></script></head>"), 1);
    if guarded.matches("<script").count() != 1 || !guarded.contains(POLICY) {
        return Err("the page has another script than its own, or no policy".into());
    }
    std::fs::write(path, guarded)?;
    Ok(())
}

/// A page without its one script, and that script.
fn without_script(page: &str) -> Option<(String, String)> {
    let start = page.find("<script")?;
    let body = start + page[start..].find('>')? + 1;
    let end = body + page[body..].find("</script>")?;
    let rest = &page[end + "</script>".len()..];
    Some((
        format!("{}{rest}", &page[..start]),
        page[body..end].to_owned(),
    ))
}

#[cfg(test)]
mod tests {
    use super::without_script;

    #[test]
    fn the_script_is_taken_out_whole() {
        let page = "<head><script type=\"module\">\nimport x;\n</script><title>";
        let (rest, script) = without_script(page).unwrap();
        assert_eq!(
            (rest.as_str(), script.as_str()),
            ("<head><title>", "\nimport x;\n")
        );
    }
}
