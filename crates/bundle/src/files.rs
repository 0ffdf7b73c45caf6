//! All files of the page, for the service worker.

use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

use super::Result;

/// What a reader's browser keeps, and how; the list and the version are put in here.
const SERVICE_WORKER: &str = include_str!("../../../web/service-worker.js");

/// Writes the service worker with the names of all files and their version.
pub fn list(folder: &Path) -> Result {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.sort();
    let mut contents = Vec::new();
    let mut names = Vec::new();
    for path in &files {
        let name = path
            .strip_prefix(folder)?
            .to_str()
            .ok_or("a file's name is no text")?;
        names.push(format!("\"./{}\"", name.replace('\\', "/")));
        contents.push(name.as_bytes().to_vec());
        contents.push(std::fs::read(path)?);
    }
    let version = format!("{:016x}", hash(contents.iter().map(Vec::as_slice)));
    let script = SERVICE_WORKER
        .replace("\"VERSION\"", &format!("\"{version}\""))
        .replace("[\"FILES\"]", &format!("[{}]", names.join(",")));
    if script == SERVICE_WORKER {
        return Err("the service worker has no place for its files".into());
    }
    std::fs::write(folder.join("sw.js"), script)?;
    Ok(())
}

/// A hash that is the same for the same bytes.
pub fn hash<'a>(contents: impl IntoIterator<Item = &'a [u8]>) -> u64 {
    let mut hasher = DefaultHasher::new();
    for content in contents {
        hasher.write_usize(content.len());
        hasher.write(content);
    }
    hasher.finish()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
