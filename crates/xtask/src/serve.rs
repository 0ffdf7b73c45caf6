//! `cargo xtask serve`: from a fresh clone to the page in a browser.

use crate::arguments::{Arguments, Flag, Verb};
use crate::http::Server;
use crate::shell::{self, Result};
use crate::workspace::Workspace;
use crate::{build, setup};

const PORT: &str = "8080";

/// The verb.
pub const VERB: Verb = Verb {
    name: "serve",
    about: "install what is missing, build the page and serve it on this machine",
    words: "",
    flags: &[
        Flag {
            name: "--port",
            value: Some("N"),
            about: "serve there instead of at port 8080",
        },
        Flag {
            name: "--dev",
            value: None,
            about: "debug build, built anew at every change of the source",
        },
    ],
    run,
};

fn run(arguments: &Arguments) -> Result {
    let typed = arguments.value("--port").unwrap_or(PORT);
    let port: u16 = typed
        .parse()
        .map_err(|_| format!("--port wants a number below 65536, not `{typed}`"))?;
    let mut workspace = Workspace::locate()?;
    setup::page(&mut workspace)?;
    if arguments.has("--dev") {
        eprintln!("Interleave will be at http://127.0.0.1:{port}/ (Ctrl-C ends it)");
        let mut trunk = workspace.command("trunk");
        trunk.args([
            "serve",
            "--address",
            "127.0.0.1",
            "--port",
            &port.to_string(),
        ]);
        return shell::run(&mut trunk);
    }
    // The port is taken first: better to hear that it is in use before the build than after.
    let server = Server::bind(&workspace.dist(), port)?;
    build::release(&workspace)?;
    println!("Interleave is at {} (Ctrl-C ends it)", server.address()?);
    server.run();
    Ok(())
}
