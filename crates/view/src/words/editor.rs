//! The words of the editor that come with it: what it says in English, and what that is in Korean.
//!
//! The keys are CodeMirror's own phrases (<https://codemirror.net/examples/translate/>); `$` is a number. The build puts
//! them into the editor's file, so that nobody downloads them who does not edit.

use super::Language;

/// Every phrase that the editor can say.
pub const PHRASES: &[(&str, &str)] = &[
    ("Find", "찾기"),
    ("Replace", "바꿀 내용"),
    ("next", "다음"),
    ("previous", "이전"),
    ("all", "모두 선택"),
    ("match case", "대소문자 구분"),
    ("regexp", "정규식"),
    ("by word", "단어 단위"),
    ("replace", "바꾸기"),
    ("replace all", "모두 바꾸기"),
    ("close", "닫기"),
    ("current match", "현재 찾은 곳"),
    ("on line", "줄:"),
    ("replaced match on line $", "$번째 줄에서 바꿨습니다"),
    ("replaced $ matches", "$곳을 바꿨습니다"),
    ("Go to line", "이동할 줄"),
    ("go", "이동"),
    ("Diagnostics", "진단"),
    ("No diagnostics", "진단 없음"),
    ("Control character", "제어 문자"),
    ("Selection deleted", "선택한 내용을 지웠습니다"),
];

/// What the editor says in a language for each of its phrases; nothing where it is what it says anyway.
#[must_use]
pub fn phrases(language: Language) -> &'static [(&'static str, &'static str)] {
    match language {
        Language::English => &[],
        Language::Korean => PHRASES,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn korean_is_korean_and_counts_what_english_counts() {
        for (english, korean) in PHRASES {
            assert!(
                korean.chars().any(|c| ('가'..='힣').contains(&c)),
                "{english}"
            );
            assert_eq!(
                english.contains('$'),
                korean.contains('$'),
                "{english}: {korean}"
            );
        }
    }
}
