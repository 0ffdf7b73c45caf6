//! Stands in for the published crate of this name: the parser asks it to normalise identifiers, which the front
//! end only accepts where normalisation would change nothing.

/// Normalisation of text that is normal already.
pub trait UnicodeNormalization {
    /// The characters as they are.
    fn nfkc(self) -> impl Iterator<Item = char>;
}

impl UnicodeNormalization for &str {
    fn nfkc(self) -> impl Iterator<Item = char> {
        self.chars()
    }
}
