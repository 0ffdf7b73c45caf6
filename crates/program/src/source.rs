//! Source text and the way back to it.

/// A half-open range of bytes of one source file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A source file as the reader sees it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SourceFile {
    /// The name shown in messages, such as `main.py`.
    pub name: String,
    /// The whole text; empty for files of the library, which are not shown.
    pub text: String,
}

impl SourceFile {
    /// Line and column of a byte offset, both counted from 1; columns count characters.
    #[must_use]
    pub fn position(&self, offset: u32) -> (u32, u32) {
        let mut end = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &self.text[..end];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
        let column = before[line_start..].chars().count() + 1;
        (line as u32, column as u32)
    }

    /// The text of a line, counted from 1, without its newline; empty where there is none.
    #[must_use]
    pub fn line(&self, line: u32) -> &str {
        self.text
            .lines()
            .nth((line as usize).saturating_sub(1))
            .unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::SourceFile;

    #[test]
    fn positions_count_characters_and_survive_offsets_inside_them() {
        let file = SourceFile {
            name: "main.py".into(),
            text: "a\n한글 = 1\n".into(),
        };
        assert_eq!(file.position(0), (1, 1));
        assert_eq!(file.position(2), (2, 1));
        assert_eq!(file.position(5), (2, 2));
        assert_eq!(file.position(6), (2, 2));
        assert_eq!(file.position(999), (3, 1));
        assert_eq!(file.line(2), "한글 = 1");
        assert_eq!(file.line(9), "");
    }
}
