//! "Did you mean": the names nearest to one that does not exist.

/// Up to three of `known`, nearest first.
pub fn nearest<'k>(wanted: &str, known: impl IntoIterator<Item = &'k str>) -> Vec<&'k str> {
    let mut found: Vec<(usize, &str)> = known
        .into_iter()
        .filter(|name| name.len() > 1 || wanted.len() == 1)
        .filter_map(|name| {
            let part = wanted.len() > 3 && name.len() > 3;
            let within = part && (name.contains(wanted) || wanted.contains(name));
            let distance = distance(&wanted.to_lowercase(), &name.to_lowercase());
            (within || distance <= 1 + wanted.chars().count() / 4).then_some((distance, name))
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().take(3).map(|(_, name)| name).collect()
}

/// `a`, `b` or `c`
pub fn alternatives(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

/// Levenshtein's distance, in characters.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let substituted = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::{alternatives, nearest};

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        let known = ["Thread", "Timer", "Lock", "RLock", "settrace"];
        assert_eq!(nearest("Thred", known), ["Thread"]);
        assert_eq!(nearest("lock", known), ["Lock", "RLock"]);
        assert!(nearest("socket", known).is_empty());
        assert_eq!(alternatives(&["a", "b", "c"]), "`a`, `b` or `c`");
    }
}
