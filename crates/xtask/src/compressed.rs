//! How much of the page a reader downloads.

use std::path::{Path, PathBuf};

use crate::shell::Result;

/// The highest quality and the largest ordinary window: what a careful host serves.
const QUALITY: u32 = 11;
const WINDOW_BITS: u32 = 24;

/// Lists every file under this folder with its size, raw and compressed by Brotli.
pub fn table(folder: &Path) -> Result<String> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.sort();
    let mut table = format!(
        "{:>12} {:>12}  file (bytes; Brotli at quality {QUALITY})\n",
        "raw", "brotli"
    );
    let (mut all_raw, mut all_packed) = (0, 0);
    for path in &files {
        let content = std::fs::read(path)?;
        let packed = packed_len(&content)?;
        all_raw += content.len();
        all_packed += packed;
        let name = path.strip_prefix(folder)?.display();
        table += &format!("{:>12} {packed:>12}  {name}\n", content.len());
    }
    table += &format!(
        "{all_raw:>12} {all_packed:>12}  all {} files\n",
        files.len()
    );
    Ok(table)
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
