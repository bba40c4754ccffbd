//! Running other programs: no standard input, a clear sentence when one fails.

use std::ffi::OsStr;
use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::project::Project;

/// A program with its arguments, ready to run.
#[derive(Debug)]
pub struct Task(Command);

impl Task {
    /// A program by name or path.
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program);
        command.stdin(Stdio::null());
        Self(command)
    }

    /// The cargo that started this program, in the project's root.
    pub fn cargo(project: &Project) -> Self {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        Self::new(cargo).folder(&project.root)
    }

    /// npm, in the page's folder.
    pub fn npm(project: &Project) -> Self {
        Self::new(if cfg!(windows) { "npm.cmd" } else { "npm" }).folder(&project.www())
    }

    /// Adds one argument.
    pub fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.0.arg(argument);
        self
    }

    /// Adds arguments.
    pub fn args(mut self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        self.0.args(arguments);
        self
    }

    /// Sets an environment variable.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.0.env(name, value);
        self
    }

    /// Hides environment variables.
    pub fn without_env(mut self, names: &[&str]) -> Self {
        for name in names {
            self.0.env_remove(name);
        }
        self
    }

    /// Sets the folder to run in.
    pub fn folder(mut self, folder: &Path) -> Self {
        self.0.current_dir(folder);
        self
    }

    /// Sends all output to a file instead of the screen.
    pub fn log_to(mut self, log: &File) -> Result<Self> {
        self.0.stdout(log.try_clone()?).stderr(log.try_clone()?);
        Ok(self)
    }

    /// Throws away all output.
    pub fn quiet(mut self) -> Self {
        self.0.stdout(Stdio::null()).stderr(Stdio::null());
        self
    }

    /// Runs to the end; an error if it cannot start or does not succeed.
    pub fn run(mut self) -> Result<()> {
        let status = self.0.status().with_context(|| format!("cannot start {self}"))?;
        ensure!(status.success(), "{self} failed ({status})");
        Ok(())
    }

    /// Runs to the end, but stops it when the time is up.
    pub fn run_within(mut self, limit: Duration) -> Result<()> {
        let mut child = self.0.spawn().with_context(|| format!("cannot start {self}"))?;
        let started = Instant::now();
        loop {
            if let Some(status) = child.try_wait()? {
                ensure!(status.success(), "{self} failed ({status})");
                return Ok(());
            }
            if started.elapsed() > limit {
                child.kill()?;
                child.wait()?;
                bail!("{self} did not finish within {} s", limit.as_secs());
            }
            sleep(Duration::from_millis(100));
        }
    }

    /// Runs to the end and returns what it printed.
    pub fn read(mut self) -> Result<String> {
        let output = self.0.output().with_context(|| format!("cannot start {self}"))?;
        let errors = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "{self} failed ({}): {}", output.status, errors.trim());
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

impl std::fmt::Display for Task {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let program = Path::new(self.0.get_program());
        let name = program.file_stem().unwrap_or(program.as_os_str());
        write!(formatter, "`{}", name.to_string_lossy())?;
        for argument in self.0.get_args() {
            write!(formatter, " {}", argument.to_string_lossy())?;
        }
        write!(formatter, "`")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_program_and_its_arguments() {
        let error = Task::new("no-such-program").arg("--now").run().unwrap_err();
        assert!(error.to_string().contains("`no-such-program --now`"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_hangs_is_stopped() {
        let started = Instant::now();
        let error =
            Task::new("sleep").arg("30").run_within(Duration::from_millis(200)).unwrap_err();
        assert!(error.to_string().contains("did not finish"), "{error}");
        assert!(started.elapsed() < Duration::from_secs(10));
    }
}
