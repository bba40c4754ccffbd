//! The good inputs from which damaged ones are made.

use serde_json::json;
use staircase_scenario::{Files, load::parts};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The project's folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &Path) -> String {
    let text = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    String::from_utf8_lossy(&text).into_owned()
}

/// Every shipped scenario: its main file and all files, in the order of names.
pub fn scenarios() -> &'static [(String, Files)] {
    static ALL: OnceLock<Vec<(String, Files)>> = OnceLock::new();
    ALL.get_or_init(|| {
        let folder = root().join("scenarios");
        let names = std::fs::read_dir(&folder).expect("scenarios/ is there");
        let names = names.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut names: Vec<String> = names.filter(|name| name.ends_with(".toml")).collect();
        names.sort_unstable();
        names
            .into_iter()
            .map(|main| {
                let text = read(&folder.join(&main));
                let parts = parts(&text).into_iter();
                let mut files: Files =
                    parts.map(|part| (part.clone(), read(&folder.join(part)))).collect();
                files.insert(main.clone(), text);
                (main, files)
            })
            .collect()
    })
}

/// The shipped scenario of that name.
pub fn scenario(main: &str) -> Option<&'static (String, Files)> {
    scenarios().iter().find(|(name, _)| name == main)
}

/// A scenario as the page hands it over.
pub fn handed((main, files): &(String, Files)) -> String {
    json!({ "main": main, "files": files }).to_string()
}

/// The tables of every authority, as the page hands them over.
#[cfg(test)]
pub fn authorities() -> String {
    let folder = root().join("scenarios/authorities");
    let names = ["areas", "neighbours", "observed", "releases", "levels", "fits"];
    let texts = names.map(|name| (name.to_owned(), read(&folder.join(format!("{name}.csv")))));
    json!(Files::from(texts)).to_string()
}

/// Tables of figures: those that are shipped, cut short, and small ones of every layout.
pub fn tables() -> &'static [Vec<u8>] {
    static ALL: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    ALL.get_or_init(|| {
        let shipped = read(&root().join("scenarios/observed/england-and-five.csv"));
        let some: String = shipped.split_inclusive('\n').take(60).collect();
        let mut tables: Vec<Vec<u8>> = [
            "year,cin_stock,cla_stock,cla_starts\n2018,1900,640,230\n2019,1950,650,240\n2020,2000,660,250\n",
            "measure;2018-19;2019-20;unit\ncin_stock;1900;1 950;children\ncla_stock;64,5;65,0;per 10,000\n",
            "Title\n\nyear,measure,value,area,area_code,unit,basis,source\n2019,cla_stock,642,Rotherham,E08000018,children,,DfE\n2020,cla_stock,c,Rotherham,E08000018,children,,DfE\n",
            "time_period,new_la_code,la_name,At31_episodes,CPP_start\n2019,E08000018,Rotherham,1970,420\n2020,E08000018,Rotherham,1998,x\n",
        ]
        .map(|text| text.as_bytes().to_vec())
        .into();
        tables.push(some.into_bytes());
        let former = std::fs::read_dir(root().join("fuzz/corpus/table"));
        let mut paths: Vec<PathBuf> =
            former.into_iter().flatten().filter_map(|it| Some(it.ok()?.path())).collect();
        paths.sort_unstable();
        tables.extend(paths.iter().filter_map(|path| std::fs::read(path).ok()));
        tables
    })
}
