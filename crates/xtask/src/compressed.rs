//! How much of the page a reader downloads.

use std::path::{Path, PathBuf};

use crate::shell::Result;

/// The highest quality and the largest ordinary window: what a careful host serves.
const QUALITY: u32 = 11;
const WINDOW_BITS: u32 = 24;

/// A file of the page.
pub struct File {
    /// Its name within the page.
    pub name: String,
    /// Its size in bytes.
    pub raw: usize,
    /// Its size compressed by Brotli.
    pub packed: usize,
}

/// Every file under this folder with its size, raw and compressed by Brotli.
pub fn files(folder: &Path) -> Result<Vec<File>> {
    let mut paths = Vec::new();
    collect(folder, &mut paths)?;
    paths.sort();
    let file = |path: &PathBuf| {
        let content = std::fs::read(path)?;
        Ok(File {
            name: path
                .strip_prefix(folder)?
                .display()
                .to_string()
                .replace('\\', "/"),
            raw: content.len(),
            packed: packed_len(&content)?,
        })
    };
    paths.iter().map(file).collect()
}

/// A line for each of these files, and one for all.
pub fn table(files: &[File]) -> String {
    let mut table = format!(
        "{:>12} {:>12}  file (bytes; Brotli at quality {QUALITY})\n",
        "raw", "brotli"
    );
    for File { name, raw, packed } in files {
        table += &format!("{raw:>12} {packed:>12}  {name}\n");
    }
    let all_raw: usize = files.iter().map(|file| file.raw).sum();
    let all_packed: usize = files.iter().map(|file| file.packed).sum();
    table
        + &format!(
            "{all_raw:>12} {all_packed:>12}  all {} files\n",
            files.len()
        )
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

fn packed_len(content: &[u8]) -> Result<usize> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: QUALITY as i32,
        lgwin: WINDOW_BITS as i32,
        size_hint: content.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut packed, &parameters)?;
    Ok(packed.len())
}

#[cfg(test)]
mod tests {
    #[test]
    fn repetition_compresses() {
        assert!(super::packed_len(&[b'a'; 10_000]).unwrap() < 50);
    }
}
