//! Go to definition: from an acronym to the words that it stands for, from a name to its first mention, from a finding to its rule.

use super::analyst::{Analysed, Analyst};
use super::found::Counted;
use copydesk::prose::Prose;
use copydesk::rule::Origin;
use copydesk::text::{Source, Span};
use gen_lsp_types::{DefinitionParams, Location, Uri};

/// The places that define what stands at a place.
pub fn definition(analyst: &mut Analyst, params: DefinitionParams) -> Vec<Location> {
    let at = params.text_document_position_params;
    let Some(analysed) = analyst.draft(&at.text_document.uri) else { return Vec::new() };
    let byte = analysed.document.byte(at.position);
    let here = |span: Span<Prose>| {
        let range = analysed.document.range(analysed.reading.article().prose.locate(span).span);
        Location { uri: Uri(at.text_document.uri.0.to_string()), range }
    };
    let in_draft = expansion(&analysed, byte).or_else(|| first_mention(&analysed, byte));
    in_draft.map(here).into_iter().chain(rules(&analysed, byte)).collect()
}

fn covers(analysed: &Analysed, span: Span<Prose>, byte: usize) -> bool {
    let span: Span<Source> = analysed.reading.article().prose.locate(span).span;
    span.start <= byte && byte <= span.end
}

/// Where the acronym at a place is spelled out.
fn expansion(analysed: &Analysed, byte: usize) -> Option<Span<Prose>> {
    let mut acronyms = analysed.reading.article().acronyms.iter();
    let acronym = acronyms.find(|acronym| acronym.uses.iter().any(|of| covers(analysed, *of, byte)))?;
    acronym.definitions.first().map(|definition| definition.expansion)
}

/// The first mention of the person or organisation at a place.
fn first_mention(analysed: &Analysed, byte: usize) -> Option<Span<Prose>> {
    let mut entities = analysed.reading.named().entities.iter();
    let entity = entities.find(|entity| entity.places.iter().any(|place| covers(analysed, place.name, byte)))?;
    entity.places.first().map(|place| place.name)
}

/// The rules of the findings at a place that are in files of the house.
fn rules(analysed: &Analysed, byte: usize) -> Vec<Location> {
    let touched =
        analysed.report.diagnostics.iter().filter(|found| found.span().start <= byte && byte <= found.span().end);
    let rules = touched.filter_map(|found| {
        let mut rules = analysed.project.settings().rules.iter();
        rules.find(|rule| rule.id == found.rule && rule.origin == Origin::Newsroom)
    });
    rules
        .map(|rule| {
            let file = Counted::new(&rule.source, analysed.document.encoding);
            let range = file.range(rule.span);
            Location { uri: file.uri, range }
        })
        .collect()
}
