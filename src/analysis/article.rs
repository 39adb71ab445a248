//! [`Article`]: a draft, understood.

use super::page::Page;
use super::{Acronym, Anchor, Attributed, Moment, acronym, attribution, time};
use crate::language::Language;
use crate::prose::Prose;
use crate::text::Source;
use std::ops::Deref;
use std::sync::Arc;

/// A draft and everything found in it that rules share. It is complete when it is made and never changes.
#[derive(Clone, Debug)]
pub struct Article {
    /// Its parts. An article can be asked for all that a page can.
    pub page: Page,
    /// Who said what: quotations that stand in no other, and block quotations, in order.
    pub attributions: Vec<Attributed>,
    /// Acronyms by their letters, sorted.
    pub acronyms: Vec<Acronym>,
    /// Times that are relative to the day of publication, in order.
    pub moments: Vec<Moment>,
    /// The place where the draft gives the day of publication.
    pub anchor: Option<Anchor>,
}

impl Article {
    /// Reads `prose`, which came from `source`.
    #[must_use]
    pub fn new(source: &Source, prose: Prose, language: &Arc<Language>) -> Self {
        let page = Page::new(source, prose, language);
        Self {
            attributions: attribution::attributions(&page),
            acronyms: acronym::acronyms(&page),
            moments: time::moments(&page),
            anchor: time::anchor(&page),
            page,
        }
    }
}

impl Deref for Article {
    type Target = Page;

    fn deref(&self) -> &Page {
        &self.page
    }
}
