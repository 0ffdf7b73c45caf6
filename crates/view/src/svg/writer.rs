//! Elements of a picture, written down as XML that is well-formed whatever a program calls its things.

use std::borrow::Cow;

/// Writes elements one after the other.
#[derive(Default)]
pub(super) struct Writer {
    text: String,
    open: Vec<&'static str>,
}

/// The value of an attribute.
pub(super) enum Value<'a> {
    Number(f64),
    Text(Cow<'a, str>),
}

impl From<f64> for Value<'_> {
    fn from(number: f64) -> Self {
        Value::Number(number)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Value::Text(text.into())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Text(text.into())
    }
}

/// Name and value.
pub(super) type Attribute<'a> = (&'static str, Value<'a>);

impl Writer {
    /// An element without anything in it.
    pub fn element(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.tag(name, attributes);
        self.text.push_str("/>\n");
    }

    /// Begins an element, which [`Writer::end`] ends.
    pub fn begin(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.tag(name, attributes);
        self.text.push_str(">\n");
        self.open.push(name);
    }

    /// Ends the element that was begun last.
    pub fn end(&mut self) {
        if let Some(name) = self.open.pop() {
            self.close(name);
        }
    }

    /// An element with nothing but text in it.
    pub fn words(&mut self, name: &'static str, attributes: &[Attribute<'_>], words: &str) {
        self.tag(name, attributes);
        self.text.push('>');
        escape(words, &mut self.text);
        self.close(name);
    }

    /// A line of text that begins at a place.
    pub fn label(&mut self, class: &str, (x, y): (f64, f64), words: &str) {
        let attributes = [("class", class.into()), ("x", x.into()), ("y", y.into())];
        self.words("text", &attributes, words);
    }

    /// A line of text cut to so much room.
    pub fn fitted(&mut self, class: &str, (x, y): (f64, f64), words: &str, size: f64, room: f64) {
        self.label(class, (x, y), &fit(words, size, room));
    }

    /// A rectangle.
    pub fn rect(&mut self, class: &str, (x, y): (f64, f64), (width, height): (f64, f64)) {
        let attributes = [
            ("class", class.into()),
            ("x", x.into()),
            ("y", y.into()),
            ("width", width.into()),
            ("height", height.into()),
        ];
        self.element("rect", &attributes);
    }

    /// A path.
    pub fn path(&mut self, class: &str, way: &str) {
        self.element("path", &[("class", class.into()), ("d", way.into())]);
    }

    /// Begins a group with a place of its own.
    pub fn group(&mut self, class: &str, place: (f64, f64)) {
        let transform = format!("translate({})", point(place));
        self.begin(
            "g",
            &[("class", class.into()), ("transform", transform.into())],
        );
    }

    /// Everything that was written, with all that is open ended.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.end();
        }
        self.text
    }

    /// Appends what another one has written.
    pub fn append(&mut self, other: Writer) {
        self.text.push_str(&other.finish());
    }

    fn tag(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.text.push('<');
        self.text.push_str(name);
        for (name, value) in attributes {
            self.text.push(' ');
            self.text.push_str(name);
            self.text.push_str("=\"");
            match value {
                Value::Number(number) => self.text.push_str(&coordinate(*number)),
                Value::Text(text) => escape(text, &mut self.text),
            }
            self.text.push('"');
        }
    }

    fn close(&mut self, name: &str) {
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push_str(">\n");
    }
}

/// Text for XML 1.0, which has no place for most control characters at all (its section 2.2).
fn escape(text: &str, to: &mut String) {
    for character in text.chars() {
        match character {
            '&' => to.push_str("&amp;"),
            '<' => to.push_str("&lt;"),
            '>' => to.push_str("&gt;"),
            '"' => to.push_str("&quot;"),
            '\t' | '\n' | '\r' => to.push(' '),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => to.push(char::REPLACEMENT_CHARACTER),
            _ => to.push(character),
        }
    }
}

/// A coordinate with at most one fractional digit, written without the machinery of floats, which a page pays for.
pub(super) fn coordinate(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    let tenths = tenths.unsigned_abs();
    match tenths % 10 {
        0 => format!("{sign}{}", tenths / 10),
        rest => format!("{sign}{}.{rest}", tenths / 10),
    }
}

/// A place: `x y`.
pub(super) fn point((x, y): (f64, f64)) -> String {
    format!("{} {}", coordinate(x), coordinate(y))
}

/// A line through places.
pub(super) fn way(points: &[(f64, f64)]) -> String {
    let mut way = String::new();
    for (index, &place) in points.iter().enumerate() {
        way.push(if index == 0 { 'M' } else { 'L' });
        way.push_str(&point(place));
    }
    way
}

/// About how wide text is in a font for screens: whoever shows the picture has fonts of their own.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let share = |character: char| match character {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.3,
        ' ' | 'f' | 'r' | 't' | '(' | ')' | '[' | ']' => 0.38,
        'm' | 'w' | 'M' | 'W' => 0.9,
        'A'..='Z' => 0.68,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{ffef}' => 1.0,
        _ => 0.58,
    };
    text.chars().map(share).sum::<f64>() * size
}

/// Text that fits into so much room, its end left out if it has to be.
pub(super) fn fit(text: &str, size: f64, room: f64) -> Cow<'_, str> {
    if width(text, size) <= room {
        return text.into();
    }
    let mut short = String::new();
    for character in text.chars() {
        short.push(character);
        if width(&short, size) + size > room {
            short.pop();
            break;
        }
    }
    short.push('…');
    short.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_program_prints_is_markup() {
        let mut writer = Writer::default();
        writer.label("a\"b", (1.25, -0.04), "</text><script>&\u{0}\u{b}\n]]>");
        assert_eq!(
            writer.finish(),
            "<text class=\"a&quot;b\" x=\"1.3\" y=\"0\">&lt;/text&gt;&lt;script&gt;&amp;\u{fffd}\u{fffd} ]]&gt;</text>\n"
        );
    }

    #[test]
    fn what_is_open_is_ended() {
        let mut writer = Writer::default();
        writer.begin("g", &[]);
        writer.begin("g", &[]);
        assert_eq!(writer.finish(), "<g>\n<g>\n</g>\n</g>\n");
    }

    #[test]
    fn text_is_cut_to_its_room() {
        assert_eq!(fit("Plato", 10.0, 100.0), "Plato");
        let cut = fit("waits for the lock forks[1], which Kant holds", 11.0, 120.0);
        assert!(cut.ends_with('…') && width(&cut, 11.0) <= 125.0, "{cut}");
        assert!(width("락을 기다립니다", 10.0) > width("lock", 10.0));
    }

    #[test]
    fn coordinates_have_one_digit() {
        assert_eq!(coordinate(-0.04), "0");
        assert_eq!(coordinate(-0.06), "-0.1");
        assert_eq!(coordinate(12.96), "13");
        assert_eq!(coordinate(f64::NAN), "0");
    }
}
