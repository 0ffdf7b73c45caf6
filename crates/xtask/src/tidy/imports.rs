//! Which crate of ours may use which, and which crates of others stay at the edges.

use std::path::PathBuf;

use serde_json::Value;

use super::Complaint;
use crate::shell::{self, Result};
use crate::workspace::Workspace;

/// One row of ARCHITECTURE.md's table.
struct Row {
    name: &'static str,
    /// What it may use of ours.
    uses: &'static [&'static str],
    /// Where it runs.
    place: Place,
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// On the host and in wasm32 alike, and knows neither: no browser, clock, file system or thread.
    Anywhere,
    /// In the browser only.
    Browser,
    /// On the host only.
    Host,
}

const TABLE: &[Row] = &[
    Row {
        name: "interleave-program",
        uses: &[],
        place: Place::Anywhere,
    },
    Row {
        name: "interleave-trace",
        uses: &["interleave-program"],
        place: Place::Anywhere,
    },
    Row {
        name: "interleave-engine",
        uses: &["interleave-program", "interleave-trace"],
        place: Place::Anywhere,
    },
    Row {
        name: "interleave-findings",
        uses: &["interleave-program", "interleave-trace"],
        place: Place::Anywhere,
    },
    Row {
        name: "interleave-explorer",
        uses: &[
            "interleave-program",
            "interleave-trace",
            "interleave-engine",
            "interleave-findings",
        ],
        place: Place::Anywhere,
    },
    Row {
        name: "interleave-front",
        uses: &["interleave-program"],
        place: Place::Anywhere,
    },
    Row {
        name: "interleave-lessons",
        uses: &[],
        place: Place::Anywhere,
    },
    Row {
        name: "interleave-report",
        uses: &[],
        place: Place::Anywhere,
    },
    Row {
        name: "interleave-view",
        uses: &[
            "interleave-program",
            "interleave-report",
            "interleave-trace",
            "interleave-findings",
        ],
        place: Place::Anywhere,
    },
    Row {
        name: "interleave-playground",
        uses: SIMULATOR,
        place: Place::Anywhere,
    },
    Row {
        name: "interleave",
        uses: &["interleave-playground"],
        place: Place::Host,
    },
    Row {
        name: "interleave-bundle",
        uses: &["interleave-playground"],
        place: Place::Host,
    },
    Row {
        name: "interleave-bench",
        uses: &["interleave-playground", "interleave-report"],
        place: Place::Host,
    },
    Row {
        name: "interleave-measure",
        uses: EVERYTHING,
        place: Place::Host,
    },
    Row {
        name: "interleave-web",
        uses: EVERYTHING,
        place: Place::Browser,
    },
    Row {
        name: "interleave-tests",
        uses: EVERYTHING,
        place: Place::Host,
    },
    Row {
        name: "xtask",
        uses: &[],
        place: Place::Host,
    },
];

const SIMULATOR: &[&str] = &[
    "interleave-program",
    "interleave-trace",
    "interleave-engine",
    "interleave-findings",
    "interleave-explorer",
    "interleave-front",
    "interleave-lessons",
    "interleave-report",
    "interleave-view",
];

const EVERYTHING: &[&str] = &[
    "interleave-program",
    "interleave-trace",
    "interleave-engine",
    "interleave-findings",
    "interleave-explorer",
    "interleave-front",
    "interleave-lessons",
    "interleave-report",
    "interleave-view",
    "interleave-playground",
];

/// Crates of the host that are built for wasm32 too, to test or to measure what runs there.
const TAKEN_TO_WASM: &[&str] = &["interleave-tests", "interleave-measure"];

/// Crates that know a browser.
const BROWSER_CRATES: &[&str] = &[
    "wasm-bindgen",
    "js-sys",
    "web-sys",
    "yew",
    "gloo",
    "console_error_panic_hook",
];
/// Crates that know a clock, a thread, the system's randomness or its files.
const SYSTEM_CRATES: &[&str] = &[
    "rand",
    "getrandom",
    "fastrand",
    "tokio",
    "rayon",
    "chrono",
    "web-time",
];

/// A package of the workspace, as `cargo metadata` describes it.
#[derive(Debug)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
    /// What it depends on, of whatever kind.
    pub dependencies: Vec<String>,
}

impl Package {
    /// Must it compile for the host and for wasm32 alike, and know neither?
    pub fn runs_anywhere(&self) -> bool {
        self.place() == Some(Place::Anywhere)
    }

    /// Is it compiled for wasm32?
    pub fn is_in_the_page(&self) -> bool {
        matches!(self.place(), Some(Place::Anywhere | Place::Browser))
    }

    fn place(&self) -> Option<Place> {
        TABLE
            .iter()
            .find(|row| row.name == self.name)
            .map(|row| row.place)
    }
}

/// The packages of the workspace.
pub fn packages(workspace: &Workspace) -> Result<Vec<Package>> {
    let mut ask = workspace.command("cargo");
    let metadata = shell::answer(ask.args(["metadata", "--no-deps", "--format-version", "1"]))
        .ok_or("`cargo metadata --no-deps` failed: run it to see why")?;
    read_packages(&metadata)
}

fn read_packages(metadata: &str) -> Result<Vec<Package>> {
    let metadata: Value = serde_json::from_str(metadata)?;
    let packages = metadata["packages"]
        .as_array()
        .ok_or("`cargo metadata` listed no packages")?;
    Ok(packages
        .iter()
        .map(|package| {
            let text = |key: &str| package[key].as_str().unwrap_or_default().to_owned();
            let dependencies = package["dependencies"].as_array().into_iter().flatten();
            Package {
                name: text("name"),
                folder: PathBuf::from(text("manifest_path"))
                    .parent()
                    .map(PathBuf::from)
                    .unwrap_or_default(),
                dependencies: dependencies
                    .filter_map(|dependency| Some(dependency["name"].as_str()?.to_owned()))
                    .collect(),
            }
        })
        .collect())
}

/// Every use of a crate that the table does not allow.
pub fn check(workspace: &Workspace, packages: &[Package]) -> Result<Vec<Complaint>> {
    let mut complaints = Vec::new();
    for package in packages {
        let manifest = package.folder.join("Cargo.toml");
        let text = std::fs::read_to_string(&manifest)?;
        let file = manifest
            .strip_prefix(workspace.root())
            .unwrap_or(&manifest)
            .display()
            .to_string();
        let complain = |dependency: &str, remedy: String| Complaint {
            file: file.clone(),
            line: line_of(&text, dependency),
            remedy,
        };
        complaints.extend(
            breaches(package)
                .into_iter()
                .map(|(name, remedy)| complain(name, remedy)),
        );
    }
    Ok(complaints)
}

/// What a package uses against the table, each with its remedy.
fn breaches(package: &Package) -> Vec<(&str, String)> {
    let name = package.name.as_str();
    let Some(row) = TABLE.iter().find(|row| row.name == name) else {
        let remedy = format!(
            "{name} has no row yet: add it to the table of ARCHITECTURE.md and of tidy/imports.rs"
        );
        return vec![("name", remedy)];
    };
    let is_ours = |dependency: &str| TABLE.iter().any(|row| row.name == dependency);
    let mut breaches = Vec::new();
    for dependency in &package.dependencies {
        let remedy = if is_ours(dependency) && !row.uses.contains(&dependency.as_str()) {
            let allowed = if row.uses.is_empty() {
                "nothing of ours".to_owned()
            } else {
                row.uses.join(", ")
            };
            format!(
                "{name} must not use {dependency}, but {allowed}: move what needs it to a crate above both"
            )
        } else if is_one_of(BROWSER_CRATES, dependency)
            && row.place != Place::Browser
            && !TAKEN_TO_WASM.contains(&name)
        {
            format!(
                "{name} must know no browser: only interleave-web uses {dependency}; hand in what you need"
            )
        } else if is_one_of(SYSTEM_CRATES, dependency) && row.place == Place::Anywhere {
            format!(
                "{name} must know no clock, thread or randomness: take from the configuration what {dependency} gives"
            )
        } else {
            continue;
        };
        breaches.push((dependency.as_str(), remedy));
    }
    breaches
}

/// Is this crate in the list, or one of a family that is, such as gloo-timers?
fn is_one_of(list: &[&str], dependency: &str) -> bool {
    let family = |name: &str| {
        dependency
            .strip_prefix(name)
            .is_some_and(|rest| rest.starts_with('-'))
    };
    list.iter().any(|name| *name == dependency || family(name))
}

/// The line of a manifest that names this dependency; the first line if none does.
fn line_of(manifest: &str, dependency: &str) -> usize {
    let names = |line: &str| {
        let rest = line
            .trim_start()
            .trim_start_matches('[')
            .strip_prefix(dependency);
        rest.is_some_and(|rest| rest.starts_with([' ', '=', '.', ']']))
    };
    manifest
        .lines()
        .position(names)
        .map_or(1, |index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, dependencies: &[&str]) -> Package {
        let dependencies = dependencies.iter().map(|name| (*name).to_owned()).collect();
        Package {
            name: name.to_owned(),
            folder: PathBuf::new(),
            dependencies,
        }
    }

    fn guilty(name: &str, dependencies: &[&str]) -> Vec<String> {
        let package = package(name, dependencies);
        breaches(&package)
            .into_iter()
            .map(|(name, _)| name.to_owned())
            .collect()
    }

    #[test]
    fn the_table_decides_who_uses_whom() {
        let engine = ["interleave-program", "interleave-trace", "serde"];
        assert!(guilty("interleave-engine", &engine).is_empty());
        assert_eq!(
            guilty(
                "interleave-front",
                &["interleave-program", "interleave-engine"]
            ),
            ["interleave-engine"]
        );
        assert_eq!(
            guilty("interleave-view", &["interleave-web"]),
            ["interleave-web"]
        );
        assert_eq!(
            guilty("xtask", &["interleave-program"]),
            ["interleave-program"]
        );
        assert_eq!(guilty("a-new-crate", &[]), ["name"]);
    }

    #[test]
    fn the_browser_and_the_system_stay_at_the_edges() {
        assert_eq!(
            guilty("interleave-view", &["web-sys", "gloo-timers"]),
            ["web-sys", "gloo-timers"]
        );
        assert!(guilty("interleave-web", &["web-sys", "yew"]).is_empty());
        assert!(guilty("interleave-tests", &["wasm-bindgen-test", "tokio"]).is_empty());
        assert_eq!(guilty("interleave-engine", &["rand"]), ["rand"]);
    }

    #[test]
    fn a_breach_is_shown_at_its_line() {
        let manifest = "[package]\nname = \"x\"\n\n[dependencies]\nserde_json = \"1\"\nserde.workspace = true\n";
        assert_eq!(line_of(manifest, "serde"), 6);
        assert_eq!(line_of(manifest, "yew"), 1);
    }

    #[test]
    fn metadata_is_read() {
        let metadata = r#"{"packages": [{"name": "a", "manifest_path": "/x/a/Cargo.toml",
            "dependencies": [{"name": "b", "kind": "dev"}]}]}"#;
        let packages = read_packages(metadata).unwrap();
        assert_eq!(packages[0].name, "a");
        assert_eq!(packages[0].folder, PathBuf::from("/x/a"));
        assert_eq!(packages[0].dependencies, ["b"]);
    }
}
