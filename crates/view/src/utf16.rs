//! Places in a text as browsers count them.

/// How many UTF-16 code units of a text stand before one of its bytes; all of them if it has fewer bytes.
#[must_use]
pub fn place(text: &str, byte: usize) -> usize {
    text.char_indices()
        .take_while(|(start, _)| *start < byte)
        .map(|(_, character)| character.len_utf16())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn characters_of_several_bytes_are_one_or_two_units() {
        let text = "x = '값🦀'\n";
        let places = |needle: &str| text.find(needle).map(|byte| place(text, byte));
        assert_eq!(places("값"), Some(5));
        assert_eq!(places("🦀"), Some(6));
        assert_eq!(places("\n"), Some(9));
        assert_eq!(place(text, 1_000), 10);
        assert_eq!(place("", 3), 0);
    }
}
