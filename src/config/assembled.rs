//! [`Assembled`]: the rules of all packs in one list, in which a later pack overrules an earlier one.

use super::Origin;
use super::loader::LoadedPack;
use crate::diagnostic::Diagnostic;
use crate::language::WordMap;
use crate::rule::{Levels, PACKS, Rule, did_you_mean, engine};
use crate::table::{Problem, problem_in};
use crate::text::Source;
use std::collections::BTreeSet;
use std::sync::Arc;

#[derive(Default)]
pub(super) struct Assembled {
    pub rules: Vec<Rule>,
    /// For each rule, the overrides in which alone it holds; empty if it holds everywhere.
    pub only_in: Vec<Vec<usize>>,
    pub packs: Vec<(String, Origin)>,
    /// The `[levels]` of packs that have them.
    pub pack_levels: Vec<(String, Levels)>,
    pub problems: Vec<(Arc<Source>, Vec<Diagnostic>)>,
}

impl Assembled {
    pub fn new(packs: Vec<LoadedPack>) -> Self {
        let mut all = Self::default();
        let mut by_id = WordMap::default();
        for rule in engine::rules() {
            all.add(rule, &[], &mut by_id);
        }
        let count = packs.iter().map(|loaded| loaded.pack.rules.len()).sum();
        all.rules.reserve(count); // rules are large, and to grow would move them
        all.only_in.reserve(count);
        by_id.reserve(count);
        let mut with_levels: Vec<Arc<Source>> = Vec::new();
        for LoadedPack { pack, origin, overrides } in packs {
            for rule in pack.rules {
                all.add(rule, &overrides, &mut by_id);
            }
            all.add_problems(&pack.source, pack.problems);
            if !pack.levels.is_empty() {
                all.pack_levels.push((pack.name.clone(), pack.levels));
                with_levels.push(pack.source);
            }
            all.packs.push((pack.name, origin));
        }
        // A pack may set the level of a rule that a later pack defines, so this waits until all rules are known.
        for (index, source) in with_levels.iter().enumerate() {
            let unknown = unknown_selectors(&all.pack_levels[index].1, &all.rules);
            all.add_problems(source, unknown.into_iter().map(|problem| problem_in("pack", source, problem)).collect());
        }
        all
    }

    fn add(&mut self, rule: Rule, overrides: &[usize], by_id: &mut WordMap<String, usize>) {
        match by_id.get(&rule.id) {
            Some(&at) => {
                self.rules[at] = rule;
                self.only_in[at] = overrides.to_vec();
            }
            None => {
                by_id.insert(rule.id.clone(), self.rules.len());
                self.rules.push(rule);
                self.only_in.push(overrides.to_vec());
            }
        }
    }

    fn add_problems(&mut self, source: &Arc<Source>, found: Vec<Diagnostic>) {
        match self.problems.iter_mut().find(|(of, _)| of.name == source.name) {
            _ if found.is_empty() => {}
            Some((_, diagnostics)) => diagnostics.extend(found),
            None => self.problems.push((Arc::clone(source), found)),
        }
    }
}

/// Mistakes for the selectors of `[levels]` that name neither a rule nor a family.
pub(super) fn unknown_selectors(levels: &Levels, rules: &[Rule]) -> Vec<Problem> {
    if levels.is_empty() {
        return Vec::new(); // without a look at the rules, of which there may be thousands
    }
    let of_rules = rules.iter().flat_map(|rule| [rule.id.as_str(), rule.family(), rule.pack.as_str()]);
    let known: BTreeSet<&str> = of_rules.chain(PACKS.iter().map(|(name, _)| *name)).collect();
    let unknown = levels.iter().filter(|(selector, _)| !known.contains(selector.as_str()));
    unknown
        .map(|(selector, (_, span))| {
            let help = did_you_mean(selector, known.iter().copied()).map(|meant| format!("did you mean `{meant}`?"));
            Problem::new(format!("there is no rule or family `{selector}`"), span.range()).with_help_if(help)
        })
        .collect()
}
