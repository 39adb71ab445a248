//! `image = true`: pictures.

use crate::language::Language;
use crate::prose::InlineKind;
use crate::rule::condition::bounds::Bounds;
use crate::rule::condition::case::{Case, Look};
use crate::rule::condition::test::{self, Test, only_true};
use crate::rule::condition::trigger::Trigger;
use crate::rule::condition::written::Patterns;
use crate::table::Problem;
use std::sync::Arc;
use toml::Spanned;
use toml::de::DeValue;

pub struct Key;

impl test::Key for Key {
    fn name(&self) -> &'static str {
        "image"
    }

    fn read(&self, value: Spanned<DeValue>, _: &mut Patterns, _: &Language) -> Result<Vec<Arc<dyn Test>>, Problem> {
        only_true("image", &value, Image)
    }
}

#[derive(Debug)]
struct Image;

impl Test for Image {
    fn describe(&self) -> String {
        "a picture".into()
    }

    fn look(&self, case: &Case, bounds: &Bounds) -> Look {
        let inlines = case.article().prose.inlines.iter();
        let images = inlines.filter(|inline| matches!(inline.kind, InlineKind::Image(_)));
        bounds.sift(case, images.map(|image| Trigger::at(image.span)))
    }
}
