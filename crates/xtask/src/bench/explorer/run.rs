//! Builds what takes part and lets it answer by turns.

use std::path::{Path, PathBuf};

use super::subjects::{By, Contender, Subject};
use crate::bench::build::{self, PEERS_MANIFEST};
use crate::shell::{self, Result};
use crate::workspace::Workspace;

const PROGRAMS: &str = "tests/programs/checked";
const MODELS: &str = "tests/spin";
/// Seconds of a processor after which nobody waits for an answer any longer.
pub const LIMIT_S: u32 = 90;

/// What one answer took.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Milliseconds of a processor, from the start of the command to its end.
    pub ms: f64,
    /// Bytes of memory at most.
    pub bytes: f64,
    /// What was counted: states or schedules.
    pub count: Option<(f64, &'static str)>,
}

/// What came of a contender: its answers, or why there are none.
pub type Row = std::result::Result<Vec<Answer>, String>;

/// Where the commands are.
pub struct Builds {
    ours: PathBuf,
    peers: PathBuf,
    verifiers: PathBuf,
}

impl Builds {
    /// Builds ours and the peers.
    pub fn make(workspace: &Workspace) -> Result<Self> {
        crate::setup::spin(workspace);
        let mut ours = workspace.command("cargo");
        shell::run(ours.args([
            "build",
            "--release",
            "--package",
            "interleave",
            "--bin",
            "interleave",
        ]))?;
        let mut peers = build::cargo_for_peers(workspace);
        shell::run(peers.args([
            "build",
            "--release",
            "--locked",
            "--manifest-path",
            PEERS_MANIFEST,
        ]))?;
        Ok(Self {
            ours: workspace.target().join("release/interleave"),
            peers: workspace.target().join("peers/release/peers"),
            verifiers: workspace.target().join("bench-spin"),
        })
    }

    /// What runs a contender.
    fn command(&self, workspace: &Workspace, by: By) -> std::result::Result<Vec<String>, String> {
        let text = |path: &Path| path.to_string_lossy().into_owned();
        let (program, words): (String, Vec<&str>) = match by {
            By::Ours(program, words) => {
                let file = workspace
                    .root()
                    .join(PROGRAMS)
                    .join(program)
                    .join("main.py");
                let mut command = vec![
                    text(&self.ours),
                    "check".to_owned(),
                    text(&file),
                    "--json".to_owned(),
                ];
                command.extend(words.iter().map(|&word| word.to_owned()));
                return Ok(command);
            }
            By::Spin(model, defines, flags, told) => {
                let verifier = self.verifier(workspace, model, defines, flags);
                (
                    text(&verifier.map_err(|error| error.to_string())?),
                    told.to_vec(),
                )
            }
            By::Peers(words) => (text(&self.peers), [&["check"], words].concat()),
        };
        let words = words.into_iter().map(str::to_owned);
        Ok(std::iter::once(program).chain(words).collect())
    }

    /// A verifier that SPIN generates, in a folder of its own; made once.
    fn verifier(
        &self,
        workspace: &Workspace,
        model: &str,
        defines: &[&str],
        flags: &[&str],
    ) -> Result<PathBuf> {
        let folder = self
            .verifiers
            .join([&[model], defines, flags].concat().concat());
        let verifier = folder.join("pan");
        std::fs::create_dir_all(&folder)?;
        let source = workspace.root().join(MODELS).join(format!("{model}.pml"));
        let spin = workspace.find(&["spin"]).ok_or("spin is not on PATH")?;
        let mut generate = workspace.command(spin);
        shell::run(
            generate
                .current_dir(&folder)
                .arg("-a")
                .args(defines)
                .arg(source),
        )?;
        let mut compile = workspace.command("cc");
        compile.current_dir(&folder).arg("-O2").args(flags);
        shell::run(compile.args(["-o", "pan", "pan.c"]))?;
        Ok(verifier)
    }
}

/// Lets every contender answer so many times; a row for each.
pub fn rounds(
    workspace: &Workspace,
    builds: &Builds,
    subject: &Subject,
    rounds: usize,
) -> Vec<Row> {
    let contenders = subject.contenders.iter();
    let commands: Vec<_> = contenders
        .map(|contender| builds.command(workspace, contender.by))
        .collect();
    let mut rows: Vec<Row> = commands.iter().map(|_| Ok(Vec::new())).collect();
    for _ in 0..rounds {
        for ((contender, command), row) in subject.contenders.iter().zip(&commands).zip(&mut rows) {
            let Ok(answers) = row else { continue };
            let answer = command
                .clone()
                .and_then(|command| once(workspace, builds, contender, &command));
            match answer {
                Ok(answer) => answers.push(answer),
                Err(reason) => *row = Err(reason),
            }
        }
    }
    rows
}

fn once(
    workspace: &Workspace,
    builds: &Builds,
    contender: &Contender,
    command: &[String],
) -> std::result::Result<Answer, String> {
    let mut timed = workspace.command(&builds.peers);
    timed.arg("time").arg(LIMIT_S.to_string()).args(command);
    let output = timed.output().map_err(|error| error.to_string())?;
    let printed = String::from_utf8_lossy(&output.stdout);
    let number = |name: &str| {
        let line = printed
            .lines()
            .rev()
            .find_map(|line| line.strip_prefix(name))?;
        line.trim().parse::<f64>().ok()
    };
    let (Some(ns), Some(bytes)) = (number("ns "), number("bytes ")) else {
        return Err("it could not be run".to_owned());
    };
    // A panic, which is how loom and shuttle say what they have found, aborts; the limit ends with another signal.
    if number("signal ").is_some() && ns / 1e9 >= f64::from(LIMIT_S) - 1.0 {
        return Err(format!("no end within {LIMIT_S} s"));
    }
    Ok(Answer {
        ms: ns / 1e6,
        bytes,
        count: count(&printed, contender.by),
    })
}

/// What was counted.
fn count(printed: &str, by: By) -> Option<(f64, &'static str)> {
    let mut lines = printed.lines();
    let text = match by {
        By::Ours(..) => printed
            .split("\"states\":")
            .nth(1)?
            .split([',', '}'])
            .next()?,
        By::Spin(..) => lines.find_map(|line| {
            line.split("states, stored")
                .next()
                .filter(|first| *first != line)
        })?,
        By::Peers(_) => {
            let (what, count) = lines.find_map(|line| {
                let known = ["states", "schedules"].into_iter();
                known
                    .filter_map(|what| Some((what, line.strip_prefix(what)?)))
                    .next()
            })?;
            return Some((count.trim().parse().ok()?, what));
        }
    };
    Some((text.trim().parse().ok()?, "states"))
}

#[cfg(test)]
mod tests {
    use super::{By, count};

    #[test]
    fn counts_are_read_from_what_each_prints() {
        let ours = By::Ours("", &[]);
        assert_eq!(
            count("{\"verdict\":\"pass\",\"states\":12,\"x\":1}", ours),
            Some((12.0, "states"))
        );
        let spin = By::Spin("", &[], &[], &[]);
        assert_eq!(
            count("x\n   57 states, stored\n  9 states, matched", spin),
            Some((57.0, "states"))
        );
        assert_eq!(
            count("schedules 7\nns 1", By::Peers(&[])),
            Some((7.0, "schedules"))
        );
        assert_eq!(count("", ours), None);
    }
}
