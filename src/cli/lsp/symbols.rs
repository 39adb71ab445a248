//! Document symbols: the parts of an article, and in them its quotations and people.

use super::analyst::{Analysed, Analyst};
use copydesk::analysis::names::NameKind;
use copydesk::report::quotes::Sheet;
use copydesk::text::{Source, Span};
use gen_lsp_types::{
    BaseSymbolInformation, DocumentSymbol, DocumentSymbolParams, Location, SymbolInformation, SymbolKind, Uri,
};
use serde::Serialize;

/// The longest name of a symbol, in characters.
const LONGEST: usize = 60;

/// Symbols in symbols, or a flat list for clients that know no other.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Symbols {
    Nested(Vec<DocumentSymbol>),
    Flat(Vec<SymbolInformation>),
}

/// The symbols of a draft.
pub fn symbols(analyst: &mut Analyst, params: DocumentSymbolParams) -> Symbols {
    let Some(analysed) = analyst.draft(&params.text_document.uri) else { return Symbols::Flat(Vec::new()) };
    let nested = nested(&analysed);
    if analyst.client.can.nest_symbols {
        return Symbols::Nested(nested);
    }
    let mut flat = Vec::new();
    flatten(nested, None, &params.text_document.uri, &mut flat);
    Symbols::Flat(flat)
}

/// A symbol before its place is counted: its name, what it is, its kind, and its place.
struct Part {
    name: String,
    detail: Option<String>,
    kind: SymbolKind,
    span: Span<Source>,
}

fn nested(analysed: &Analysed) -> Vec<DocumentSymbol> {
    let inner = inner(analysed);
    let zones = zones(analysed);
    let mut all = Vec::with_capacity(zones.len());
    let mut next = 0;
    for (index, zone) in zones.iter().enumerate() {
        // What begins in a zone belongs to it, even where it ends in the next: a quotation may run over paragraphs.
        let end = zones.get(index + 1).map_or(usize::MAX, |zone| zone.span.start);
        let first = next;
        next += inner[first..].iter().take_while(|part| part.span.start < end).count();
        let children: Vec<DocumentSymbol> =
            inner[first..next].iter().map(|part| symbol(analysed, part, part.span)).collect();
        let last = inner[first..next].iter().map(|part| part.span.end).max().unwrap_or(0);
        let whole = Span::new(zone.span.start, zone.span.end.max(last));
        all.push(DocumentSymbol { children: Some(children), ..symbol(analysed, zone, whole) });
    }
    all
}

fn symbol(analysed: &Analysed, part: &Part, whole: Span<Source>) -> DocumentSymbol {
    #[expect(deprecated, reason = "the field has to be given")]
    DocumentSymbol {
        name: part.name.to_string(),
        detail: part.detail.as_deref().map(str::to_owned),
        kind: part.kind,
        tags: None,
        deprecated: None,
        range: analysed.document.range(whole),
        selection_range: analysed.document.range(part.span),
        children: None,
    }
}

/// Runs of blocks of one zone.
fn zones(analysed: &Analysed) -> Vec<Part> {
    let article = analysed.reading.article();
    let mut parts: Vec<Part> = Vec::new();
    let mut last = None;
    for (block, zone) in article.prose.blocks.iter().zip(&article.zones) {
        let span = article.prose.locate(block.span).span;
        match parts.last_mut().filter(|_| last == Some(*zone)) {
            Some(part) => part.span.end = part.span.end.max(span.end),
            None => {
                let detail = Some(short(article.slice(block.span)));
                parts.push(Part { name: zone.name().to_owned(), detail, kind: SymbolKind::Namespace, span });
            }
        }
        last = Some(*zone);
    }
    parts
}

/// Quotations with their speakers, and people at their first mention, in order.
fn inner(analysed: &Analysed) -> Vec<Part> {
    let (article, named) = (analysed.reading.article(), analysed.reading.named());
    let quotations = Sheet::new(&analysed.reading).quotes.into_iter().map(|row| Part {
        name: short(&row.quote.read),
        detail: row.speaker().map(str::to_owned),
        kind: SymbolKind::String,
        span: row.quote.span,
    });
    let people = named.entities.iter().filter(|entity| entity.kind == NameKind::Person).filter_map(|entity| {
        let span = article.prose.locate(entity.places.first()?.name).span;
        let (name, detail) = (entity.name.to_string(), entity.title.as_deref().map(str::to_owned));
        Some(Part { name, detail, kind: SymbolKind::Object, span })
    });
    let mut parts: Vec<Part> = quotations.chain(people).filter(|part| !part.name.is_empty()).collect();
    parts.sort_by_key(|part| part.span);
    parts
}

/// On one line, and not too long for a list.
fn short(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words,
    }
}

fn flatten(symbols: Vec<DocumentSymbol>, container: Option<&str>, uri: &Uri, flat: &mut Vec<SymbolInformation>) {
    for symbol in symbols {
        let DocumentSymbol { name, kind, range, children, .. } = symbol;
        let location = Location { uri: Uri(uri.0.to_string()), range };
        let base = BaseSymbolInformation { name, kind, tags: None, container_name: container.map(str::to_owned) };
        let name = base.name.to_string();
        #[expect(deprecated, reason = "the field has to be given")]
        flat.push(SymbolInformation { deprecated: None, location, base_symbol_information: base });
        flatten(children.unwrap_or_default(), Some(&name), uri, flat);
    }
}
