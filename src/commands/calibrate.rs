//! `staircase calibrate`: a council's own rates from its published figures.

use super::Failure;
use clap::Args;
use staircase_engine::explore::calibrate::asked::Asked;
use staircase_engine::explore::calibrate::fit::Fit;
use staircase_engine::explore::calibrate::table::{Calibration, Known};
use staircase_engine::explore::calibrate::write;
use staircase_engine::observe::{self, Area, Observations};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// What `calibrate` is asked.
#[derive(Debug, Args)]
pub struct CalibrateArguments {
    /// Scenario file
    pub scenario: PathBuf,
    /// Table of published or own figures (CSV); without it, those in the scenario
    #[arg(long)]
    pub observed: Option<PathBuf>,
    /// Area in the table, by name or code
    #[arg(long)]
    pub area: Option<String>,
    /// Last year to 31 March that is fitted; without it, the scenario's first day
    #[arg(allow_negative_numbers = true, long)]
    pub until: Option<i32>,
    /// Write a council file with the fitted rates
    #[arg(long)]
    pub write: Option<PathBuf>,
    /// Print the result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Reads a table, after a look at its size.
pub fn table(path: &Path) -> Result<Observations, Failure> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let failed = |error| Failure::File(path.to_owned(), error);
    let size = std::fs::metadata(path).map_err(failed)?.len();
    observe::too_large(&name, size).map_err(Failure::Input)?;
    let bytes = std::fs::read(path).map_err(failed)?;
    observe::read(&name, &bytes).map_err(Failure::Input)
}

/// Fits and prints.
pub fn calibrate(arguments: &CalibrateArguments) -> Result<(), Failure> {
    let study = super::open(&arguments.scenario)?;
    let scenario = &study.model.scenario;
    let read = arguments.observed.as_deref().map(table).transpose()?;
    let asked = Asked::new(scenario, read.as_ref(), arguments.area.as_deref());
    let asked = asked.map_err(Failure::Call)?;
    let fit = asked.fit(scenario, arguments.until).map_err(Failure::Call)?;
    let shown = Calibration::new(&fit);
    if let Some(path) = &arguments.write {
        let source = arguments
            .observed
            .as_ref()
            .and_then(|path| path.file_name())
            .map_or_else(|| "the figures".to_owned(), |name| name.to_string_lossy().into_owned());
        save(arguments, path, (&fit, &asked.own, &source))?;
    }
    if arguments.json {
        let json = serde_json::to_string(&shown).unwrap_or_default();
        return super::print(&format!("{json}\n"));
    }
    super::print(&words(&shown, asked.notes))
}

/// Writes the scenario's council file with the fitted rates at its end; or, where another
/// area's figures or another year were fitted, a council file put on them and a scenario
/// file that opens it.
fn save(
    arguments: &CalibrateArguments,
    path: &Path,
    (fit, own, source): (&Fit, &Area, &str),
) -> Result<(), Failure> {
    let (main, files) = super::read_files(&arguments.scenario)?;
    let folder = arguments.scenario.parent().unwrap_or(Path::new(""));
    let inside = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
    let made = write::files((&main, &files), &inside, fit, own, source).map_err(Failure::Input)?;
    let within = path.starts_with(folder) && inside.contains('/');
    if made.len() > 1 && !within {
        return Err(Failure::Call(format!(
            "Put the council file in a folder inside {}, such as councils/: a scenario file that \
             opens it is written above it.",
            if folder.as_os_str().is_empty() { Path::new(".") } else { folder }.display()
        )));
    }
    for (name, text) in made {
        let path = if name == inside { path.to_owned() } else { folder.join(name) };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|e| Failure::File(folder.to_owned(), e))?;
        }
        std::fs::write(&path, text).map_err(|error| Failure::File(path, error))?;
    }
    Ok(())
}

fn words(shown: &Calibration, read: &[String]) -> String {
    let mut text = format!(
        "{}, fitted to {}-{} from 31 March {}, {:.0} children\n\n",
        shown.area,
        shown.first + 1,
        shown.until,
        shown.first,
        shown.children
    );
    let _ = writeln!(
        text,
        "{:48} {:>15} {:>8} {:>15} {:>7}  known",
        "factor on the scenario's rate", "prior, 80%", "fitted", "range, 80%", "shrunk"
    );
    for row in &shown.parameters {
        let known = match row.known {
            Known::Well => "well",
            Known::Partly => "partly",
            Known::NotIdentified => "not identified",
        };
        let range = |(low, high): (f64, f64)| format!("{low:.2} to {high:.2}");
        let _ = writeln!(
            text,
            "{:48} {:>15} {:>8.3} {:>15} {:>6.0}%  {known}",
            row.words,
            range(row.prior),
            row.factor,
            range(row.range),
            100.0 * row.shrinkage
        );
    }
    let _ =
        writeln!(text, "\n{:48} {:>8} {:>15}", "drift from year to year (log)", "middle", "80%");
    for row in &shown.drifts {
        let (middle, low, high) = row.spread;
        let _ = writeln!(
            text,
            "{:48} {middle:>8.3} {:>15}",
            row.words,
            format!("{low:.3} to {high:.3}")
        );
    }
    let _ = writeln!(text, "\nfactors by year, with chance (and level without it)");
    let heads: Vec<String> =
        shown.parameters.iter().take(6).map(|row| format!("{:>17}", row.words)).collect();
    let _ = writeln!(text, "year {}", heads.concat());
    for row in &shown.years {
        let cells: Vec<String> = row
            .realised
            .iter()
            .zip(&row.level)
            .map(|(now, level)| format!("{:>17}", format!("{now:.3} ({level:.3})")))
            .collect();
        let _ = writeln!(text, "{} {}", row.year, cells.concat());
    }
    let _ = writeln!(
        text,
        "\n{:4} {:42} {:>11} {:>11} {:>8} {:>6}",
        "year", "figure", "published", "fitted", "error", "z"
    );
    for row in &shown.residuals {
        let number = |value: f64| {
            if value < 1.0 { format!("{:.1}%", 100.0 * value) } else { format!("{value:.1}") }
        };
        let _ = writeln!(
            text,
            "{:4} {:42} {:>11} {:>11} {:>+7.2}% {:>+6.2}  {}",
            row.year,
            row.measure,
            number(row.published),
            number(row.fitted),
            100.0 * row.error,
            row.residual,
            row.reason.as_deref().unwrap_or_default()
        );
    }
    let _ = writeln!(
        text,
        "\nMisfit {:.1} over {} figures; departure from the prior {:.1}.",
        shown.misfit.0, shown.misfit.1, shown.departure
    );
    for note in shown.notes.iter().chain(read) {
        let _ = writeln!(text, "- {note}");
    }
    text
}
