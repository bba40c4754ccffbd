//! The house as docs/ARCHITECTURE.md draws it: which crate uses which, and no circles among the
//! files of a crate.

use crate::kit;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use syn::visit::Visit;

/// Circles of more than two files that are known and have an issue of their own.
const KNOWN_CIRCLES: [&str; 1] = ["crates/model: microsimulation"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Folders of all crates of the engine, from the root.
fn crates() -> Vec<String> {
    let rooms = fs::read_dir(root().join("crates")).expect("there are crates");
    let mut all: Vec<String> = rooms
        .map(|room| format!("crates/{}", room.expect("a room").file_name().display()))
        .collect();
    all.push("bindings/page".to_owned());
    all.sort();
    all
}

/// Crates of this workspace among the dependencies of one.
fn uses(folder: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(root().join(folder).join("Cargo.toml")).expect("a manifest");
    let manifest: toml::Table = text.parse().expect("is TOML");
    let listed = manifest["dependencies"].as_table().expect("a table");
    let ours = listed.keys().filter_map(|name| name.strip_prefix("staircase-"));
    ours.map(str::to_owned).collect()
}

/// Fails if the table of rooms in docs/ARCHITECTURE.md misses a crate, names one that is gone, or
/// says that one uses others than its manifest does.
#[test]
fn rooms_use_what_the_architecture_says() {
    let text = fs::read_to_string(root().join("docs/ARCHITECTURE.md")).expect("is there");
    let written: BTreeMap<String, BTreeSet<String>> = text
        .lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let [_, room, _, used, _] = cells.as_slice() else { return None };
            let room = room.strip_prefix('`')?.strip_suffix('`')?;
            let rooms = used.split(',').map(|it| it.trim().trim_matches('`').to_owned());
            let rooms = rooms.filter(|it| it != "nothing" && !it.is_empty()).collect();
            room.contains('/').then(|| (room.to_owned(), rooms))
        })
        .collect();
    let found: BTreeMap<String, BTreeSet<String>> =
        crates().into_iter().map(|folder| (folder.clone(), uses(&folder))).collect();
    assert_eq!(written, found, "docs/ARCHITECTURE.md on the left, manifests on the right");
}

/// The source files of a crate by module.
fn modules(folder: &str) -> BTreeMap<Vec<String>, PathBuf> {
    let inside = format!("{folder}/src");
    let source = root().join(&inside);
    let files = kit::files_below(&[&inside]).into_iter();
    files
        .filter(|path| path.extension().is_some_and(|it| it == "rs"))
        .map(|path| {
            let inside = path.strip_prefix(&source).expect("inside").with_extension("");
            let parts = inside.iter().map(|part| part.to_string_lossy().into_owned());
            (parts.filter(|part| part != "lib" && part != "mod").collect(), path)
        })
        .collect()
}

/// Paths from `crate`, `super` or `self` that a file names outside its tests.
#[derive(Default)]
struct Named(Vec<Vec<String>>);

impl Named {
    fn tree(&mut self, before: &[String], tree: &syn::UseTree) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            syn::UseTree::Path(it) => self.tree(&with(&it.ident), &it.tree),
            syn::UseTree::Name(it) => self.0.push(with(&it.ident)),
            syn::UseTree::Rename(it) => self.0.push(with(&it.ident)),
            syn::UseTree::Glob(_) => self.0.push(before.to_vec()),
            syn::UseTree::Group(it) => it.items.iter().for_each(|item| self.tree(before, item)),
        }
    }
}

impl<'a> Visit<'a> for Named {
    fn visit_item_mod(&mut self, module: &'a syn::ItemMod) {
        let is_test = module.attrs.iter().any(|it| {
            matches!(&it.meta, syn::Meta::List(list) if list.path.is_ident("cfg")
                && list.tokens.to_string() == "test")
        });
        if !is_test {
            syn::visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_use(&mut self, item: &'a syn::ItemUse) {
        self.tree(&[], &item.tree);
    }

    fn visit_path(&mut self, path: &'a syn::Path) {
        self.0.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        syn::visit::visit_path(self, path);
    }
}

/// Which modules of a crate each of them names.
fn imports(all: &BTreeMap<Vec<String>, PathBuf>) -> BTreeMap<&[String], BTreeSet<&[String]>> {
    let mut graph = BTreeMap::new();
    for (module, path) in all {
        let text = fs::read_to_string(path).expect("is text");
        let mut named = Named::default();
        named.visit_file(&syn::parse_file(&text).expect("is Rust"));
        let mut used = BTreeSet::new();
        for path in named.0 {
            let mut at = match path[0].as_str() {
                "crate" => Vec::new(),
                "super" | "self" => module.clone(),
                _ => continue,
            };
            let mut rest = path.as_slice();
            while let [first, others @ ..] = rest
                && matches!(first.as_str(), "crate" | "super" | "self")
            {
                if first == "super" {
                    at.pop();
                }
                rest = others;
            }
            for part in rest {
                at.push(part.clone());
                if !all.contains_key(&at) {
                    at.pop();
                    break;
                }
            }
            if let Some((found, _)) = all.get_key_value(&at)
                && found != module
            {
                used.insert(found.as_slice());
            }
        }
        graph.insert(module.as_slice(), used);
    }
    graph
}

/// All modules that one leads to, itself among them if there is a way back.
fn reached<'a>(
    graph: &BTreeMap<&'a [String], BTreeSet<&'a [String]>>,
    from: &'a [String],
) -> BTreeSet<&'a [String]> {
    let mut seen = BTreeSet::new();
    let mut next = vec![from];
    while let Some(module) = next.pop() {
        next.extend(graph[module].iter().filter(|used| seen.insert(**used)).copied());
    }
    seen
}

/// Fails if more than two files of a crate import each other in a circle, the known ones apart,
/// or if a known one is gone and still named here.
#[test]
fn no_circle_holds_more_than_two_files() {
    let mut circles = BTreeSet::new();
    for folder in crates() {
        let all = modules(&folder);
        let graph = imports(&all);
        let reach: BTreeMap<&[String], _> =
            graph.keys().map(|module| (*module, reached(&graph, module))).collect();
        for (module, to) in &reach {
            let ring: Vec<String> = to
                .iter()
                .filter(|other| reach[*other].contains(module))
                .map(|other| other.join("/"))
                .collect();
            if ring.len() > 2 {
                let folders: BTreeSet<&str> =
                    ring.iter().map(|it| it.split('/').next().unwrap_or_default()).collect();
                let folders: Vec<&str> = folders.into_iter().collect();
                let known = format!("{folder}: {}", folders.join(", "));
                let named = KNOWN_CIRCLES.contains(&known.as_str());
                circles.insert(if named { known } else { format!("{folder}: {ring:?}") });
            }
        }
    }
    let known: BTreeSet<String> = KNOWN_CIRCLES.map(str::to_owned).into();
    assert_eq!(circles, known, "found on the left");
}

/// All source files of the engine and of the page.
fn sources() -> Vec<PathBuf> {
    let mut found = kit::files_below(&["crates", "bindings", "src", "www/src"]);
    let kinds = ["rs", "ts", "tsx"];
    found.retain(|it| it.extension().is_some_and(|kind| kinds.iter().any(|known| kind == *known)));
    found
}

/// Fails if the walk from a caseload to its pixel, or the one from a sentence back to its
/// equation, names a file or a function that is not there.
#[test]
fn the_walks_name_what_is_there() {
    let text = fs::read_to_string(root().join("docs/ARCHITECTURE.md")).expect("is there");
    let walks = text.split("## Where a number on the screen comes from").nth(1).expect("a walk");
    let walks = walks.split("## Rules").next().expect("before the rules");
    let sources = sources();
    let all: String = sources.iter().map(|it| fs::read_to_string(it).expect("is text")).collect();
    let (mut files, mut functions) = (0, 0);
    for name in walks.split('`').skip(1).step_by(2) {
        if [".rs", ".ts", ".tsx"].iter().any(|end| name.ends_with(end)) {
            let there = sources.iter().any(|it| {
                let path = it.to_string_lossy().replace("/src/", "/");
                path.ends_with(&format!("/{name}")) || it.ends_with(name)
            });
            assert!(there, "no file {name}");
            files += 1;
        } else if let Some((_, function)) = name.rsplit_once("::")
            && function.starts_with(char::is_lowercase)
            && !function.contains(['(', ' '])
        {
            let there =
                [format!("fn {function}("), format!("fn {function}<"), format!("mod {function};")];
            assert!(there.iter().any(|it| all.contains(it)), "no {name}");
            functions += 1;
        }
    }
    assert!(files > 10 && functions > 15, "{files} files, {functions} functions");
}
