//! Which file uses names of which other: no circles, and nothing upward.
//!
//! A use is a `use`, or a path that starts with `crate` or `super`, of a name that another file defines; it is followed
//! through what passes names on. A module may pass on the names of its children, and list them (`&plain::Plain`).

use super::code::{File, Violation, group, inside, is_mark, line, word};
use proc_macro2::{Delimiter, TokenTree};
use std::collections::{BTreeMap, BTreeSet};

/// The layer of each module, from the table of modules in `lib.rs`: `| 0 | [`text`] | …`.
fn layers(files: &[File]) -> BTreeMap<String, u8> {
    let root = files.iter().find(|file| file.path == "lib.rs");
    let rows = root.map_or("", |file| &file.text).lines().filter_map(|line| line.strip_prefix("//! | "));
    rows.filter_map(|row| {
        let (layer, rest) = row.split_once(" | ")?;
        let module = rest.split('`').nth(1)?;
        Some((module.to_lowercase(), layer.parse().ok()?))
    })
    .collect()
}

/// A path that a file names, and where.
struct Named {
    path: Vec<String>,
    line: usize,
    /// Made visible to others, by `pub use`.
    exported: bool,
}

/// A module: a file, or a `mod` written out inside one.
#[derive(Default)]
struct Module {
    file: usize,
    children: BTreeSet<String>,
    /// Names that it defines itself.
    items: BTreeSet<String>,
    /// Names that a `use` brings in, with their paths.
    brought: BTreeMap<String, Vec<String>>,
    /// Paths from which a `use` brings in everything.
    globs: Vec<Vec<String>>,
    named: Vec<Named>,
}

/// A use by one file of a name that another defines.
#[derive(Debug)]
struct Edge {
    from: usize,
    to: usize,
    line: usize,
    name: String,
}

/// All uses between `files`.
fn edges(files: &[File]) -> Vec<Edge> {
    let mut modules = BTreeMap::new();
    for (index, file) in files.iter().enumerate().filter(|(_, file)| !file.is_test()) {
        let path = module_path(&file.path);
        if let Some((name, parent)) = path.split_last() {
            modules.entry(parent.to_vec()).or_insert_with(Module::default).children.insert(name.clone());
        }
        let module: &mut Module = modules.entry(path.clone()).or_default();
        module.file = index;
        read(&file.tokens, &path, index, &mut modules, true);
    }
    let mut edges: Vec<Edge> = Vec::new();
    for (place, module) in &modules {
        for named in &module.named {
            let Some(path) = absolute(&named.path, place, &modules) else { continue };
            let Some(target) = resolve(&path, &modules, 0) else { continue };
            let own_child = named.exported && path.starts_with(place);
            if target != module.file && !own_child {
                edges.push(Edge { from: module.file, to: target, line: named.line, name: named.path.join("::") });
            }
        }
    }
    edges.sort_by_key(|edge| (edge.from, edge.line));
    edges
}

/// The path of the module in a file: `rule/kind/mod.rs` is `rule::kind`.
fn module_path(file: &str) -> Vec<String> {
    let stem = file.strip_suffix(".rs").unwrap_or(file);
    let stem = stem.strip_suffix("/mod").unwrap_or(stem);
    match stem {
        "lib" => Vec::new(),
        _ => stem.split('/').map(str::to_owned).collect(),
    }
}

/// Reads what a list of tokens defines, brings in and names into the module at `place`.
fn read(tokens: &[TokenTree], place: &[String], file: usize, modules: &mut BTreeMap<Vec<String>, Module>, items: bool) {
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        let here = modules.entry(place.to_vec()).or_default();
        here.file = file;
        let next = word(tokens.get(at + 1));
        match word(Some(token)).as_deref() {
            Some("use") if at == 0 || !is_mark(tokens.get(at - 1), ':') => {
                let exported = at > 0 && is_public(tokens, at - 1);
                let end = at + tokens[at..].iter().position(|token| is_mark(Some(token), ';')).unwrap_or(0);
                let mut leaves = Vec::new();
                leaves_of(&tokens[at + 1..end.max(at + 1)], &[], &mut leaves);
                for (path, name, line) in leaves {
                    match name.as_str() {
                        "*" => here.globs.push(path.clone()),
                        _ => drop(here.brought.insert(name, path.clone())),
                    }
                    here.named.push(Named { path, line, exported });
                }
                at = end.max(at + 1);
                continue;
            }
            Some("mod") if items => {
                if let (Some(name), Some(body)) = (next, group(tokens.get(at + 2), Delimiter::Brace)) {
                    here.children.insert(name.clone());
                    let inner = [place, &[name]].concat();
                    read(&inside(body), &inner, file, modules, true);
                    at += 3;
                    continue;
                }
            }
            Some("struct" | "enum" | "trait" | "fn" | "type" | "const" | "static" | "union") if items => {
                here.items.extend(next.filter(|next| next != "fn"));
            }
            Some("macro_rules") if items => here.items.extend(word(tokens.get(at + 2))),
            _ => {}
        }
        let follows_path = at > 1 && is_mark(tokens.get(at - 1), ':') && is_mark(tokens.get(at - 2), ':');
        if let Some(first) = word(Some(token)).filter(|_| !follows_path) {
            let mut path = vec![first];
            let mut end = at;
            while is_mark(tokens.get(end + 1), ':') && is_mark(tokens.get(end + 2), ':') {
                let Some(name) = word(tokens.get(end + 3)) else { break };
                path.push(name);
                end += 3;
            }
            // `pub(in crate::a)` limits who sees a name.
            let visibility = at == 1 && word(tokens.first()).as_deref() == Some("in");
            if path.len() > 1 && !visibility && matches!(path[0].as_str(), "crate" | "super" | "copydesk") {
                here.named.push(Named { path, line: line(token), exported: false });
            }
        }
        if let TokenTree::Group(group) = token {
            read(&inside(group), place, file, modules, false);
        }
        at += 1;
    }
}

/// Whether the token at `at` makes what follows it public: `pub` or `pub(crate)`.
fn is_public(tokens: &[TokenTree], at: usize) -> bool {
    let at = if group(tokens.get(at), Delimiter::Parenthesis).is_some() { at.wrapping_sub(1) } else { at };
    word(tokens.get(at)).as_deref() == Some("pub")
}

/// The paths of a `use`, each with the name that it brings in and its line.
fn leaves_of(tokens: &[TokenTree], before: &[String], leaves: &mut Vec<(Vec<String>, String, usize)>) {
    for part in tokens.split(|token| is_mark(Some(token), ',')) {
        let Some(first) = part.first() else { continue };
        let mut path = before.to_vec();
        let mut alias = None;
        let mut list = None;
        let mut tokens = part.iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Ident(of) if of == "as" => alias = word(tokens.next()),
                TokenTree::Ident(of) if of == "self" && !path.is_empty() => {}
                TokenTree::Ident(of) => path.push(of.to_string()),
                TokenTree::Group(group) => list = Some(inside(group)),
                TokenTree::Punct(mark) if mark.as_char() == '*' => alias = Some("*".to_owned()),
                _ => {}
            }
        }
        match list {
            Some(list) => leaves_of(&list, &path, leaves),
            None => {
                let name = alias.unwrap_or_else(|| path.last().cloned().unwrap_or_default());
                leaves.push((path, name, line(first)));
            }
        }
    }
}

/// `path` as written in the module at `place`, from the root of the crate; `None` for one of another crate.
fn absolute(path: &[String], place: &[String], modules: &BTreeMap<Vec<String>, Module>) -> Option<Vec<String>> {
    let (first, rest) = path.split_first()?;
    match first.as_str() {
        "crate" | "copydesk" => Some(rest.to_vec()),
        "self" => Some([place, rest].concat()),
        "super" => {
            let mut place = place.to_vec();
            let mut rest = path;
            while rest.first().is_some_and(|first| first == "super") {
                place.pop()?;
                rest = &rest[1..];
            }
            Some([&place, rest].concat())
        }
        _ => {
            let module = modules.get(place)?;
            if module.children.contains(first) || module.items.contains(first) {
                return Some([place, path].concat());
            }
            let brought = module.brought.get(first).filter(|brought| brought.first() != Some(first))?;
            Some([absolute(brought, place, modules)?, rest.to_vec()].concat())
        }
    }
}

/// The file that defines what `path` names, followed through all that passes it on.
fn resolve(path: &[String], modules: &BTreeMap<Vec<String>, Module>, depth: usize) -> Option<usize> {
    if depth > 16 {
        return None;
    }
    let mut place: Vec<String> = Vec::new();
    for (at, name) in path.iter().enumerate() {
        let module = modules.get(&place)?;
        let rest = &path[at + 1..];
        if module.items.contains(name) {
            return Some(module.file);
        } else if module.children.contains(name) {
            place.push(name.clone());
        } else if let Some(brought) = module.brought.get(name) {
            let brought = absolute(brought, &place, modules)?;
            return resolve(&[brought, rest.to_vec()].concat(), modules, depth + 1);
        } else {
            let from = module.globs.iter().filter_map(|glob| absolute(glob, &place, modules));
            let mut found = from.filter_map(|glob| {
                let known = modules
                    .get(&glob)
                    .is_some_and(|module| module.items.contains(name) || module.brought.contains_key(name));
                known.then(|| resolve(&[&glob, &path[at..]].concat(), modules, depth + 1)).flatten()
            });
            return found.next();
        }
    }
    modules.get(&place).map(|module| module.file)
}

/// Circles: files each of which leads to all others of its circle.
fn circles(edges: &[Edge]) -> Vec<Vec<usize>> {
    let files = edges.iter().map(|edge| edge.from.max(edge.to) + 1).max().unwrap_or(0);
    let mut next: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); files];
    for edge in edges {
        next[edge.from].insert(edge.to);
    }
    let reach: Vec<BTreeSet<usize>> = (0..files)
        .map(|start| {
            let mut seen = BTreeSet::new();
            let mut open: Vec<usize> = next[start].iter().copied().collect();
            while let Some(at) = open.pop() {
                if seen.insert(at) {
                    open.extend(&next[at]);
                }
            }
            seen
        })
        .collect();
    let mut circles: Vec<Vec<usize>> = Vec::new();
    for start in 0..files {
        let circle: Vec<usize> = reach[start].iter().copied().filter(|&at| reach[at].contains(&start)).collect();
        if circle.len() > 1 && circle.first() == Some(&start) {
            circles.push(circle);
        }
    }
    circles
}

/// Every use that is part of a circle.
pub fn in_circles(files: &[File]) -> Vec<Violation> {
    let edges = edges(files);
    let circles = circles(&edges);
    let mut found = Vec::new();
    for (index, circle) in circles.iter().enumerate() {
        let mut seen = BTreeSet::new();
        for edge in &edges {
            if circle.contains(&edge.from) && circle.contains(&edge.to) && seen.insert((edge.from, edge.to)) {
                let message = format!(
                    "circle {} of {} files: uses {} of src/{}",
                    index + 1,
                    circle.len(),
                    edge.name,
                    files[edge.to].path
                );
                found.push(files[edge.from].violation(edge.line, message));
            }
        }
    }
    found
}

/// Modules without a layer, every use of a higher layer, and uses in both directions between modules of one layer.
pub fn upward(files: &[File]) -> Vec<Violation> {
    let layers = layers(files);
    // The root of the library passes names on, and `main` starts the program.
    let is_root = |module: &str| module == "lib" || module == "main";
    let mut found: Vec<Violation> = files
        .iter()
        .filter(|file| !layers.contains_key(file.module()) && !is_root(file.module()))
        .map(|file| file.violation(1, format!("the table in lib.rs gives `{}` no layer", file.module())))
        .collect();
    let edges = edges(files);
    let pair = |edge: &Edge| (files[edge.from].module(), files[edge.to].module());
    let pairs: BTreeSet<(&str, &str)> = edges.iter().map(pair).collect();
    for edge in &edges {
        let (from, to) = pair(edge);
        if from == to || is_root(from) {
            continue;
        }
        let both_ways = layers.get(to) == layers.get(from) && pairs.contains(&(to, from));
        if layers.get(to) > layers.get(from) || both_ways {
            found.push(files[edge.from].violation(edge.line, format!("{from} uses {} of {to}", edge.name)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(texts: &[(&str, &str)]) -> Vec<File> {
        texts.iter().map(|(path, text)| File::new(path, text)).collect()
    }

    fn lines(found: &[Violation]) -> Vec<String> {
        found.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_circle_is_found_through_what_a_module_passes_on() {
        let files = files(&[
            ("rule/mod.rs", "mod one;\nmod two;\npub use one::One;\npub use two::{Two, three as four};"),
            ("rule/one.rs", "use super::four;\npub struct One;"),
            ("rule/two.rs", "pub struct Two(crate::rule::One);\npub fn three() {}"),
        ]);
        let found = lines(&in_circles(&files));
        assert_eq!(
            found,
            [
                "src/rule/one.rs:1: circle 1 of 2 files: uses super::four of src/rule/two.rs",
                "src/rule/two.rs:1: circle 1 of 2 files: uses crate::rule::One of src/rule/one.rs",
            ]
        );
    }

    #[test]
    fn a_circle_is_found_through_a_module_that_is_named() {
        let files = files(&[
            ("rule/mod.rs", "mod one;\nmod two;"),
            ("rule/one.rs", "use super::two;\npub fn one() { two::two() }"),
            ("rule/two.rs", "use super::*;\npub fn two() { all![super::one::one()] }"),
        ]);
        assert_eq!(circles(&edges(&files)), [[1, 2]]);
    }

    #[test]
    fn a_module_that_passes_on_or_lists_its_children_is_not_a_circle() {
        let files = files(&[
            ("rule/mod.rs", "mod one;\npub use one::One;\npub struct Rule;\nconst ALL: &[&dyn A] = &[&one::One];"),
            (
                "rule/one.rs",
                "use super::Rule;\npub(in crate::rule) struct One(Rule);\n#[cfg(test)]\nmod tests { use crate::rule::One; }",
            ),
        ]);
        assert_eq!(lines(&in_circles(&files)), <[String; 0]>::default());
    }

    #[test]
    fn a_module_and_its_child_that_use_each_other_are_a_circle() {
        let files = files(&[
            ("rule/mod.rs", "mod one;\nuse one::one;\npub struct Rule;\nfn f() { one() }"),
            ("rule/one.rs", "use super::Rule;\npub fn one() -> Rule { Rule }"),
        ]);
        assert_eq!(circles(&edges(&files)), [[0, 1]]);
    }

    #[test]
    fn a_use_upward_and_a_module_without_a_layer_are_found() {
        let files = files(&[
            ("text/mod.rs", "use crate::rule::Rule;\npub struct Span;"),
            ("rule/mod.rs", "use crate::text::Span;\nuse crate::config::Day;\npub struct Rule;"),
            ("config/mod.rs", "use crate::rule::Rule;\npub struct Day;"),
            ("attic/mod.rs", "pub struct Box;"),
            ("lib.rs", "//! | 0 | [`text`] | a |\n//! | 5 | [`rule`](x) | a |\n//! | 5 | `config` | a |"),
        ]);
        assert_eq!(
            lines(&upward(&files)),
            [
                "src/attic/mod.rs:1: the table in lib.rs gives `attic` no layer",
                "src/text/mod.rs:1: text uses crate::rule::Rule of rule",
                "src/rule/mod.rs:2: rule uses crate::config::Day of config",
                "src/config/mod.rs:1: config uses crate::rule::Rule of rule",
            ]
        );
    }
}
