//! The names of one draft, each form with its places in the file.

use super::kind;
use crate::analysis::names::{Against, Entity};
use crate::lint::Reading;
use crate::prose::Prose;
use crate::text::{Position, Source, Span};

/// The sheet of one draft.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub(super) path: String,
    pub(super) rows: Vec<Row>,
    pub(super) doubts: Vec<Doubted>,
}

/// A person or an organisation.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub kind: &'static str,
    pub name: String,
    pub title: Option<String>,
    pub status: &'static str,
    /// Each form as written, with its places, in order.
    pub forms: Vec<(String, Vec<Place>)>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub span: Span<Source>,
    pub at: Position,
}

/// A form that may be another one, misspelled.
#[derive(Clone, Debug)]
pub(super) struct Doubted {
    pub words: String,
    pub place: Place,
    pub right: String,
    pub other: Option<Place>,
    /// What has the other form: the draft or the register.
    pub against: &'static str,
}

impl Sheet {
    /// The sheet of a draft.
    #[must_use]
    pub fn new(reading: &Reading) -> Self {
        let (source, article, named) = (reading.source(), reading.article(), reading.named());
        let place = |span: Span<Prose>| {
            let span = article.prose.locate(span).span;
            Place { span, at: source.position(span.start) }
        };
        let row = |entity: &Entity| {
            let mut forms: Vec<(String, Vec<Place>)> = Vec::new();
            for of in &entity.places {
                let words = article.slice(of.name);
                match forms.iter_mut().find(|(form, _)| form == words) {
                    Some((_, places)) => places.push(place(of.name)),
                    None => forms.push((words.to_owned(), vec![place(of.name)])),
                }
            }
            Row {
                kind: kind(entity.kind),
                name: entity.name.clone(),
                title: entity.title.clone(),
                status: entity.status.name(),
                forms,
            }
        };
        let doubts = named.doubts.iter().map(|doubt| Doubted {
            words: article.slice(doubt.span).to_owned(),
            place: place(doubt.span),
            right: doubt.right.clone(),
            other: doubt.other.map(place),
            against: if doubt.against == Against::Draft { "draft" } else { "register" },
        });
        Self { path: source.name.clone(), rows: named.entities.iter().map(row).collect(), doubts: doubts.collect() }
    }
}
