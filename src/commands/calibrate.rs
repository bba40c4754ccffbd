//! `staircase calibrate`: Bayesian calibration of a council's rates to its published figures.

use super::Failure;
use super::set::write_whole;
use clap::Args;
use staircase_answers::explore::calibrate::asked::Asked;
use staircase_answers::explore::calibrate::fit::Fit;
use staircase_answers::explore::calibrate::made_for::MadeFor;
use staircase_answers::explore::calibrate::table::{Calibration, Known};
use staircase_answers::explore::calibrate::write;
use staircase_scenario::bibliography;
use staircase_scenario::load::parts;
use staircase_scenario::observe::{self, Area, Observations};
use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};

/// What `calibrate` is asked.
#[derive(Debug, Args)]
pub struct CalibrateArguments {
    /// Scenario file: the base, whose rates are the starting point of the fit
    pub scenario: PathBuf,
    /// Table of published or own figures (CSV); without it, those in the scenario
    #[arg(long)]
    pub observed: Option<PathBuf>,
    /// Area in the table, by name or code
    #[arg(long)]
    pub area: Option<String>,
    /// Last year to 31 March that is fitted, such as 2019 or 2018-19; without it, the
    /// scenario's first day
    #[arg(allow_negative_numbers = true, long, value_name = "YEAR", value_parser = year)]
    pub until: Option<i32>,
    /// Write the fitted rates: into the council file named here (in a folder such as
    /// councils/) or, with a scenario file named here, into councils/ beside it. Another area
    /// than the scenario's own, or another year, makes a scenario of its own, with its
    /// published figures and everything else in proportion to children
    #[arg(long, value_name = "FILE")]
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

/// A year to 31 March on the command line, as people write it.
pub fn year(text: &str) -> Result<i32, String> {
    observe::period::year(text).ok_or_else(|| {
        "write the year to 31 March, such as 2019, 2018-19 or \"31 March 2019\"".to_owned()
    })
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
    let mut text = if arguments.json {
        serde_json::to_string(&shown).unwrap_or_default() + "\n"
    } else {
        words(&shown, &asked.notes)
    };
    if let Some(path) = arguments.write.as_ref().filter(|_| shown.doubts.is_empty()) {
        let table = arguments.observed.as_deref().and_then(Path::file_name);
        let table = table.map_or("the scenario".into(), |name| name.to_string_lossy());
        let saved = save(&arguments.scenario, path, (&fit, &asked.own, &table))?;
        if !arguments.json {
            text += &saved;
        }
    }
    super::print(&text)?;
    if shown.doubts.is_empty() {
        return Ok(());
    }
    let unwritten = if arguments.write.is_some() { " Nothing was written." } else { "" };
    Err(Failure::Doubt(format!(
        "\nWARNING: DO NOT USE THIS FIT of {}.{unwritten}\n- {}",
        shown.area,
        shown.doubts.join("\n- ")
    )))
}

/// Where files are written: a scenarios folder, and the council file in it.
struct Place {
    folder: PathBuf,
    council: String,
    /// Whether the folder is the base's, which holds all its parts.
    inside: bool,
}

/// Reads `--write`: the council file, if it is in a folder of its own (such as `councils/`);
/// else the scenario file, with the council file in `councils/` beside it.
fn place(scenario: &Path, path: &Path) -> Result<Place, Failure> {
    let whole = |path: &Path| {
        let found = std::path::absolute(path).map_err(|e| Failure::File(path.to_owned(), e))?;
        Ok::<PathBuf, Failure>(found.components().collect())
    };
    let mut path = whole(path)?;
    if path.extension().is_none() {
        path.set_extension("toml");
    }
    let base = whole(scenario)?.parent().map(Path::to_owned).unwrap_or_default();
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    if let Ok(inside) = folder.strip_prefix(&base) {
        let within = inside.to_string_lossy().replace('\\', "/");
        let within = if within.is_empty() { "councils".to_owned() } else { within };
        return Ok(Place { folder: base, council: format!("{within}/{name}"), inside: true });
    }
    let folder = match folder.parent() {
        Some(above) if folder.ends_with("councils") => above.to_owned(),
        _ => folder,
    };
    Ok(Place { folder, council: format!("councils/{name}"), inside: false })
}

/// Writes the files of a fit ([`write::files`]): in the base's folder or, anywhere else, with
/// every part that the new scenario needs. Says what was written, and what to do with it.
fn save(
    base: &Path,
    path: &Path,
    (fit, own, table): (&Fit, &Area, &str),
) -> Result<String, Failure> {
    let (main, files) = super::authorities::files(base)?;
    let Place { folder, council, inside } = place(base, path)?;
    let given = (main.as_str(), &files);
    let mut made = write::files(given, &council, &fit.into(), own, MadeFor::Table(table))
        .map_err(Failure::Input)?;
    let opens = write::opened_by(&council, &made);
    if !inside {
        let text = opens.as_ref().and_then(|name| made.get(name));
        let mut others = parts(text.map_or("", String::as_str));
        others.push(bibliography::FILE.to_owned());
        for part in others {
            let Some(text) = files.get(&part).filter(|_| !made.contains_key(&part)) else {
                continue;
            };
            if Path::new(&part).components().any(|it| !matches!(it, Component::Normal(_))) {
                return Err(Failure::Call(format!(
                    "{main} names a part outside its own folder, {part}, which is not copied. \
                     Write into that folder."
                )));
            }
            made.insert(part, text.clone());
        }
    }
    for (part, text) in &made {
        // Only its own files are replaced, and the base's council file when it is named.
        let own_file = inside && files.contains_key(part);
        let there = std::fs::read(folder.join(part)).unwrap_or_default();
        let there = String::from_utf8_lossy(&there);
        if !(own_file || there.is_empty() || *there == *text || there.starts_with(write::MADE)) {
            return Err(Failure::Call(format!(
                "{} is there already and was not made by `staircase calibrate`. Give --write \
                 another name, or move that file away.",
                folder.join(part).display()
            )));
        }
    }
    let mut said = "\nWritten:\n".to_owned();
    for (part, text) in &made {
        let path = folder.join(part);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|e| Failure::File(folder.to_owned(), e))?;
        }
        write_whole(&path, text.as_bytes())?;
        let _ = writeln!(said, "  {}", path.display());
    }
    if let Some(name) = opens {
        let path = folder.join(&name);
        let _ = writeln!(
            said,
            "{name} is the scenario that opens them. Look at it before you use it:\n  \
             staircase check {}\n  staircase explain {}",
            path.display(),
            path.display()
        );
    }
    Ok(said)
}

fn words(shown: &Calibration, read: &[String]) -> String {
    let years = match (shown.first + 1, shown.until) {
        (first, last) if first == last => last.to_string(),
        (first, last) => format!("{first}-{last}"),
    };
    let mut text = format!(
        "{}, fitted to {years} from 31 March {}, {:.0} children\n\n",
        shown.area, shown.first, shown.children
    );
    let _ = writeln!(
        text,
        "{:48} {:>15} {:>9} {:>15} {:>7}  {:15} {:>9} {:>15}",
        "factor on the scenario's rate",
        "prior, 80%",
        "last year",
        "range, 80%",
        "shrunk",
        "known",
        "projected",
        "range, 80%"
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
            "{:48} {:>15} {:>9.3} {:>15} {:>6.0}%  {known:15} {:>9.3} {:>15}",
            row.words,
            range(row.prior),
            row.factor,
            range(row.range),
            100.0 * row.shrinkage,
            row.onward.0,
            range((row.onward.1, row.onward.2))
        );
    }
    let _ = writeln!(
        text,
        "
step of drift from year to year, standard deviation of the log"
    );
    for row in &shown.drifts {
        let _ = writeln!(text, "{:48} {:>15.3}", row.words, row.spread);
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
        "\nMisfit {:.1} over {} figures; distance from the prior {:.1}.",
        shown.misfit.0, shown.misfit.1, shown.departure
    );
    for note in shown.notes.iter().chain(read) {
        let _ = writeln!(text, "- {note}");
    }
    text
}
