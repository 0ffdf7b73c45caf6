//! What a reader may have to download before what, and the build's refusal when it is more.

use crate::compressed::File;
use crate::shell::Result;

/// Some of the page's files, and how large they may be together.
struct Budget {
    /// When a reader downloads them.
    name: &'static str,
    /// What their names begin with; of each group of alternatives the largest file counts.
    files: &'static [&'static str],
    /// The most bytes, compressed, that the build accepts.
    most: usize,
    /// What is aimed at.
    aim: usize,
}

const BUDGETS: &[Budget] = &[
    Budget {
        name: "a lesson's first view",
        files: &[
            "index.html",
            "start-",
            "base-",
            "layout-",
            "controls-",
            "code-",
            "views-",
            "plots-",
            "play-",
            "home-",
            "check-",
            "icon",
            "page",
            "worker",
            "lessons/",
        ],
        most: 860_000,
        aim: 180_000,
    },
    Budget {
        name: "the Python front end",
        files: &["front"],
        most: 275_000,
        aim: 110_000,
    },
    Budget {
        name: "the editor",
        files: &["editor.js"],
        most: 125_000,
        aim: 125_000,
    },
    Budget {
        name: "a run as a file",
        files: &["export"],
        most: 90_000,
        aim: 90_000,
    },
    Budget {
        name: "trying every schedule",
        files: &["checker"],
        most: 620_000,
        aim: 200_000,
    },
    Budget {
        name: "benchmarks",
        files: &["reports"],
        most: 130_000,
        aim: 130_000,
    },
    Budget {
        name: "embedding",
        files: &["embed.js"],
        most: 2_000,
        aim: 2_000,
    },
];

/// One line a budget.
///
/// # Errors
/// A sentence when a budget is exceeded, or when a file that it names is not there.
pub fn check(files: &[File]) -> Result<String> {
    let mut table = format!(
        "{:>12} {:>12} {:>12}  what (bytes; Brotli)\n",
        "brotli", "budget", "aim"
    );
    let mut exceeded = Vec::new();
    for budget in BUDGETS {
        let bytes = sum(budget, files)?;
        table += &format!(
            "{bytes:>12} {:>12} {:>12}  {}\n",
            budget.most, budget.aim, budget.name
        );
        if bytes > budget.most {
            exceeded.push(format!(
                "{} takes {bytes} bytes of {}",
                budget.name, budget.most
            ));
        }
    }
    if exceeded.is_empty() {
        return Ok(table);
    }
    Err(format!(
        "{table}the page has become too large: {}",
        exceeded.join("; ")
    )
    .into())
}

fn sum(budget: &Budget, files: &[File]) -> Result<usize> {
    let mut bytes = 0;
    for start in budget.files {
        let named: Vec<&File> = files
            .iter()
            .filter(|file| file.name.starts_with(start))
            .collect();
        let sizes = named.iter().map(|file| file.packed);
        // Of the lessons a reader opens one.
        bytes += match start.ends_with('/') {
            true => sizes.max(),
            false => (!named.is_empty()).then(|| sizes.sum()),
        }
        .ok_or_else(|| {
            format!("no file of the page begins with `{start}`: see xtask/src/budget.rs")
        })?;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_lessons_the_largest_counts() {
        let file = |name: &str, packed| File {
            name: name.to_owned(),
            raw: 0,
            packed,
        };
        let files = [
            file("page.js", 5),
            file("page.wasm", 6),
            file("lessons/a.bin", 2),
            file("lessons/b.bin", 3),
        ];
        let mut budget = Budget {
            name: "",
            files: &["page", "lessons/"],
            most: 0,
            aim: 0,
        };
        assert_eq!(sum(&budget, &files).unwrap(), 14);
        budget.files = &["editor"];
        assert!(sum(&budget, &files).is_err());
    }
}
