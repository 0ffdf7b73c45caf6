//! Two runs beside each other: what is compared, how much there is of it, and by how much it differs.

use crate::compare::{Amount, Quantity};

use super::{Language, cause, duration};

/// What is compared.
#[must_use]
pub fn quantity(language: Language, quantity: Quantity) -> String {
    let english = language == Language::English;
    match quantity {
        Quantity::Duration if english => "whole run".to_owned(),
        Quantity::Duration => "실행 전체".to_owned(),
        Quantity::AtWork if english => "cores at work".to_owned(),
        Quantity::AtWork => "코어 이용률".to_owned(),
        Quantity::Waited(why) if english => format!("waited for {}", cause(language, why)),
        Quantity::Waited(why) => format!("기다림: {}", cause(language, why)),
        Quantity::TasksPerSecond if english => "tasks a second".to_owned(),
        Quantity::TasksPerSecond => "초당 태스크".to_owned(),
        Quantity::Tasks(percent) if english => format!("{percent} % of tasks within"),
        Quantity::Tasks(percent) => format!("태스크 {percent} %가 끝난 시간"),
        Quantity::ItemsPerSecond if english => "items a second".to_owned(),
        Quantity::ItemsPerSecond => "초당 항목".to_owned(),
        Quantity::Items(percent) if english => format!("{percent} % of items within"),
        Quantity::Items(percent) => format!("항목 {percent} %가 나간 시간"),
    }
}

/// How much there is.
#[must_use]
pub fn amount(amount: Amount) -> String {
    match amount {
        Amount::Ns(ns) => duration(ns),
        Amount::Share(share) => format!("{:.1} %", share * 100.0),
        Amount::Rate(rate) => format!("{rate:.1}"),
    }
}

/// How much more or less the second one is, and which share of the first one that is: `−40 ms (−40 %)`. The same in every
/// language.
#[must_use]
pub fn difference(first: Amount, second: Amount) -> String {
    let (less, by, of) = match (first, second) {
        (Amount::Ns(first), Amount::Ns(second)) => (
            second < first,
            duration(first.abs_diff(second)),
            (second as f64, first as f64),
        ),
        (Amount::Share(first), Amount::Share(second)) => (
            second < first,
            format!("{:.1} %p", (second - first).abs() * 100.0),
            (0.0, 0.0),
        ),
        (Amount::Rate(first), Amount::Rate(second)) => (
            second < first,
            format!("{:.1}", (second - first).abs()),
            (second, first),
        ),
        // Of two kinds of things there is no difference.
        _ => return String::new(),
    };
    if amount(first) == amount(second) {
        return "=".to_owned();
    }
    let sign = if less { "−" } else { "+" };
    match of {
        (second, first) if first > 0.0 => {
            let share = ((second - first).abs() / first * 100.0).round() as u64;
            format!("{sign}{by} ({sign}{share} %)")
        }
        _ => format!("{sign}{by}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_says_how_much_and_which_share() {
        let ns = |ns| Amount::Ns(ns);
        assert_eq!(
            difference(ns(100_000_000), ns(60_000_000)),
            "−40 ms (−40 %)"
        );
        assert_eq!(difference(ns(1_000), ns(3_500)), "+2.5 µs (+250 %)");
        assert_eq!(difference(ns(0), ns(5)), "+5 ns");
        assert_eq!(difference(ns(7), ns(7)), "=");
        let share = |share| Amount::Share(share);
        assert_eq!(difference(share(0.5), share(0.25)), "−25.0 %p");
        assert_eq!(
            difference(Amount::Rate(2.0), Amount::Rate(3.0)),
            "+1.0 (+50 %)"
        );
        assert_eq!(difference(ns(1), share(0.5)), "");
    }
}
