//! `cargo xtask`: the only build tool a person meets.
//!
//! One command per line of the help text below. Each step is skipped when what it reads has not
//! changed, and each prints one plain line saying what it did.
//!
//! - [`wasm`] turns the engine into WebAssembly, with the compiler that [`toolchain`] finds.
//! - [`node`] prepares the page's packages and [`page`] builds it into `www/dist`.
//! - [`types`] keeps the page's TypeScript of what crosses the door as the engine has it.
//! - [`serve`] shows that folder in a browser.
//! - [`test`] is the list of everything that must hold, including [`maths_gate`].
//! - [`fresh`] decides what may be skipped; [`command`] runs other programs; [`debian`] installs
//!   what is missing where that is possible.

mod chromium;
mod command;
mod debian;
mod fresh;
mod http;
mod maths_gate;
mod node;
mod page;
mod project;
mod serve;
mod test;
mod toolchain;
mod types;
mod version;
mod wasm;

use anyhow::{Result, bail};
use command::Task;
use project::Project;

const HELP: &str = "\
Staircase's build tool

  cargo xtask build                  make www/dist, a folder that any web host can serve
  cargo xtask serve [--port 8000]    build, then show the page at http://127.0.0.1:8000/
                    [--no-build]     show www/dist as it is
  cargo xtask test                   check everything, in the order CI does
  cargo xtask test --quick           formatting, lints, the maths gate and the engine's tests
  cargo xtask test --slow            what takes long: thousands of runs, the release build
  cargo xtask types                  write the page's types anew from the engine's
  cargo xtask bench [name]           measure the engine's speed
  cargo xtask fuzz                   give damaged inputs to the engine: former failures, then
                                     a fixed number
                    [--minutes 30]   … then new ones for so long, with a seed that is printed
                    [--seed 1]       … with this seed";

fn main() {
    if let Err(error) = run() {
        eprintln!("\nerror: {error:#}");
        std::process::exit(1);
    }
}

fn run() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((command, options)) = arguments.split_first() else {
        println!("{HELP}");
        return Ok(());
    };
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    if options.iter().any(|option| matches!(*option, "--help" | "-h")) {
        println!("{HELP}");
        return Ok(());
    }
    let project = Project::find()?;
    match command.as_str() {
        "build" => match options.as_slice() {
            [] => page::build(&project),
            _ => bail!("`cargo xtask build` takes no options"),
        },
        "serve" => serve::command(&project, &options),
        "test" => match options.as_slice() {
            [] => test::everything(&project),
            ["--quick"] => test::quick(&project),
            ["--slow"] => test::slow(&project),
            _ => bail!("`cargo xtask test` takes only `--quick` or `--slow`"),
        },
        "types" => match options.as_slice() {
            [] => types::write(&project),
            _ => bail!("`cargo xtask types` takes no options"),
        },
        "bench" => Task::cargo(&project)
            .args(["bench", "--package", "staircase-benches", "--"])
            .args(&options)
            .run(),
        "fuzz" => fuzz(&project, &options).run(),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        other => {
            bail!(
                "there is no command `{other}`; the commands are build, serve, test, types, bench, \
                 fuzz"
            )
        }
    }
}

/// Damaged inputs, given to an engine in which every overflow is a panic.
fn fuzz(project: &Project, options: &[&str]) -> Task {
    let run = ["run", "--quiet", "--package", "staircase-fuzz", "--"];
    Task::cargo(project).args(run).args(options)
}
