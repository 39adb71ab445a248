//! `zone = "byline"`: blocks of a zone.

use crate::analysis::Zone;
use crate::language::Language;
use crate::rule::ZoneSet;
use crate::rule::condition::bounds::{Bounds, blocks};
use crate::rule::condition::case::{Case, Look};
use crate::rule::condition::test::{self, Subject, Test};
use crate::rule::condition::trigger::Trigger;
use crate::rule::condition::written::{Patterns, zones};
use crate::table::Problem;
use std::sync::Arc;
use toml::Spanned;
use toml::de::DeValue;

pub struct Key;

impl test::Key for Key {
    fn name(&self) -> &'static str {
        "zone"
    }

    fn read(&self, value: Spanned<DeValue>, _: &mut Patterns, _: &Language) -> Result<Vec<Arc<dyn Test>>, Problem> {
        Ok(vec![Arc::new(Zones(zones(value)?))])
    }
}

#[derive(Debug)]
struct Zones(ZoneSet);

impl Test for Zones {
    fn subject(&self) -> Subject {
        Subject::Zones
    }

    fn describe(&self) -> String {
        format!("a zone: {}", self.0.describe())
    }

    fn look(&self, case: &Case, bounds: &Bounds) -> Look {
        let article = case.article();
        let dateline = article.dateline.filter(|_| self.0.has(Zone::Dateline));
        bounds.sift(case, blocks(article, self.0).chain(dateline).map(Trigger::at))
    }
}
