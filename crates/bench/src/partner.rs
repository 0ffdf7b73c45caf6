//! The other process of the process switch: this program again, called with a hidden verb, which sends every byte back.

use std::io::{self, BufRead, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitCode, Stdio};

use clap::Args;

use crate::crew;

#[derive(Args)]
pub struct Arguments {
    /// The core to stay on
    #[arg(long)]
    core: usize,
}

/// Sends back what comes in, until nothing comes any more.
pub fn answer(arguments: &Arguments) -> Result<ExitCode, String> {
    crew::pin(arguments.core);
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    let mut echo = || -> io::Result<()> {
        loop {
            let length = input.fill_buf()?.len();
            if length == 0 {
                return Ok(());
            }
            let mut bytes = vec![0; length];
            input.read_exact(&mut bytes)?;
            output.write_all(&bytes)?;
            output.flush()?;
        }
    };
    echo().map_err(|error| error.to_string())?;
    Ok(ExitCode::SUCCESS)
}

/// A running partner; it ends when this is dropped.
pub struct Partner {
    child: Child,
    to: Option<ChildStdin>,
    from: ChildStdout,
}

impl Partner {
    /// Starts one on a core.
    pub fn start(core: usize) -> Result<Partner, String> {
        let fail = |error: io::Error| format!("not permitted here: no second process: {error}");
        let own = std::env::current_exe().map_err(fail)?;
        let mut child = Command::new(own)
            .args(["partner", "--core", &core.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(fail)?;
        let (to, from) = (child.stdin.take(), child.stdout.take());
        match (to, from) {
            (Some(to), Some(from)) => Ok(Partner {
                child,
                to: Some(to),
                from,
            }),
            _ => Err("not permitted here: no pipe to a second process".to_owned()),
        }
    }

    /// Sends a byte and waits until it has come back.
    pub fn ping(&mut self) -> io::Result<()> {
        if let Some(to) = &mut self.to {
            to.write_all(&[1])?;
        }
        self.from.read_exact(&mut [0])
    }
}

impl Drop for Partner {
    fn drop(&mut self) {
        // Its input ends, and so does it.
        self.to = None;
        let _ = self.child.wait();
    }
}
