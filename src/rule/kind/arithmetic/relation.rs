//! The relations that figures can have, and whether they have them.

use crate::language::{Hedge, Number, Numbers};
use serde::Deserialize;

/// What has to hold between the numbers.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// `part` is `percent`, or `fraction`, of `whole`.
    Share,
    /// From `from` to `to` is a change by `percent`.
    Change,
    /// `to` is `from`, `factor` times.
    Times,
    /// `a`, `b` and so on make `whole`.
    Total,
    /// `percent` is not merely the difference between the percentages `from` and `to`.
    Points,
    /// `margin` is not greater than the lead of `high` over `low`, or of `gap`.
    Margin,
    /// Who was `born` then is `age` now, or in `year`.
    Age,
    /// What was in `since` has its `nth` anniversary now, or in `year`.
    Anniversary,
}

impl Relation {
    /// A number that the relation needs and a pattern has not.
    pub(super) fn missing(self, has: &dyn Fn(&&str) -> bool) -> Option<&'static str> {
        let needed: &[&'static str] = match self {
            Self::Share if has(&"fraction") => &["part", "whole"],
            Self::Share => &["part", "whole", "percent"],
            Self::Change | Self::Points => &["from", "to", "percent"],
            Self::Times => &["from", "to", "factor"],
            Self::Total => &["a", "b", "whole"],
            Self::Margin if has(&"gap") => &["margin"],
            Self::Margin => &["high", "low", "margin"],
            Self::Age => &["age", "born"],
            Self::Anniversary => &["nth", "since"],
        };
        needed.iter().copied().find(|name| !has(name))
    }
}

/// What is wrong with figures.
pub struct Wrong {
    pub(super) expected: String,
    /// Off by so little that it may be meant.
    pub(super) slight: bool,
}

/// The figures of one match.
pub struct Figures<'a> {
    /// The words of numbers.
    pub(super) numbers: &'a Numbers,
    /// The words of a group.
    pub(super) of: &'a dyn Fn(&str) -> Option<&'a str>,
    /// The year of the draft.
    pub(super) year: Option<f64>,
    /// How far off a figure may be besides its rounding, in percent of what it should be.
    pub(super) tolerance: f64,
}

/// How far a figure may be from what “about” or a fraction says of it, in percent.
const ABOUT: f64 = 12.0;

/// “More than doubled” is not said of what grew more than so many times as much, nor “nearly” of what lacks so large a part.
const FAR_OVER: f64 = 2.0;
const FAR_UNDER: f64 = 0.75;

/// An anniversary so many years ahead is not one of that year.
const FAR_AHEAD: f64 = 30.0;

/// A sum of fewer than so many people is not rounded.
const COUNTED: f64 = 1_000.0;

impl Figures<'_> {
    fn number(&self, name: &str) -> Option<Number> {
        (self.of)(name).and_then(|text| self.numbers.number(text))
    }

    fn hedge(&self) -> Option<Hedge> {
        (self.of)("hedge").and_then(|text| self.numbers.hedge(text))
    }

    /// What is wrong, if something is; a number that cannot be read excuses the rest.
    pub(super) fn judge(&self, relation: Relation) -> Option<Wrong> {
        match relation {
            Relation::Share => self.share(),
            Relation::Change => self.change(),
            Relation::Times => self.times(),
            Relation::Total => self.total(),
            Relation::Points => self.points(),
            Relation::Margin => self.margin(),
            Relation::Age => self.age(),
            Relation::Anniversary => self.anniversary(),
        }
    }

    fn share(&self) -> Option<Wrong> {
        let (part, whole) = (self.number("part")?, self.number("whole")?);
        if part.value > whole.value || whole.value == 0.0 {
            return None; // not the parts of one thing
        }
        let ((least, most), (lowest, highest)) = (part.range(), whole.range());
        let range = (100.0 * least / highest, 100.0 * most / lowest);
        let exact = 100.0 * part.value / whole.value;
        if let Some(said) = (self.of)("fraction").and_then(|text| self.numbers.fraction(text)) {
            let slack = said * ABOUT / 100.0;
            let above = self.hedge() == Some(Hedge::Over) && range.1 <= said * FAR_OVER;
            let agrees = range.0 - slack <= said && (said <= range.1 + slack || above);
            return (!agrees).then(|| wrong(exact, 0));
        }
        self.percent(self.number("percent")?, range, exact)
    }

    fn change(&self) -> Option<Wrong> {
        let (from, to, percent) = (self.number("from")?, self.number("to")?, self.number("percent")?);
        let change = |from: f64, to: f64| 100.0 * (to - from).abs() / from;
        let ((from_least, from_most), (to_least, to_most)) = (from.range(), to.range());
        let ends = [(from_least, to_least), (from_least, to_most), (from_most, to_least), (from_most, to_most)];
        let subtracted = from.value.max(to.value) <= 100.0 && (to.value - from.value).abs() == percent.value;
        if subtracted || ends.iter().any(|(from, _)| *from <= 0.0) {
            return None; // percentages that were subtracted are for `points`
        }
        let changes = ends.map(|(from, to)| change(from, to));
        // Where both may stand for one amount, there may be no change at all.
        let is_none = from_least <= to_most && to_least <= from_most;
        let least = if is_none { 0.0 } else { changes.iter().copied().fold(f64::MAX, f64::min) };
        let range = (least, changes.iter().copied().fold(0.0, f64::max));
        self.percent(percent, range, change(from.value, to.value))
    }

    fn times(&self) -> Option<Wrong> {
        let (from, to, factor) = (self.number("from")?, self.number("to")?, self.number("factor")?);
        let ((from_least, from_most), (to_least, to_most)) = (from.range(), to.range());
        if from_least <= 0.0 || to_least <= 0.0 {
            return None;
        }
        // “Halved” is to be reckoned as “doubled” is, so that “more than” means the same of both.
        let (least, most, said) = if factor.value < 1.0 {
            (from_least / to_most, from_most / to_least, 1.0 / factor.value)
        } else {
            (to_least / from_most, to_most / from_least, factor.value)
        };
        let slack = said * self.tolerance / 100.0;
        let agrees = match self.hedge() {
            Some(Hedge::Over) => said - slack <= most && least <= said * FAR_OVER,
            Some(Hedge::Under) => least <= said + slack && said * FAR_UNDER <= most,
            Some(Hedge::About) | None => least - slack <= said && said <= most + slack,
        };
        (!agrees).then(|| wrong(to.value / from.value, 1))
    }

    fn total(&self) -> Option<Wrong> {
        let parts: Vec<Number> = ["a", "b", "c", "d", "e"].iter().map_while(|name| self.number(name)).collect();
        let whole = self.number("whole")?;
        let (mut least, mut most) = (0.0, 0.0);
        for part in &parts {
            least += part.range().0;
            most += part.range().1;
        }
        let is_counted = whole.value < COUNTED && parts.iter().all(|part| !part.is_round);
        let (lowest, highest) = if is_counted { (whole.value, whole.value) } else { whole.range() };
        let agrees = least <= highest && lowest <= most;
        (!agrees).then(|| wrong(parts.iter().map(|part| part.value).sum(), 0))
    }

    fn points(&self) -> Option<Wrong> {
        let (from, to, percent) = (self.number("from")?, self.number("to")?, self.number("percent")?);
        let points = (to.value - from.value).abs();
        let change = 100.0 * points / from.value;
        let unit = percent.unit.max(from.unit).max(to.unit);
        let is_points = (points - percent.value).abs() < unit / 2.0;
        let is_percent = (change - percent.value).abs() <= unit;
        (is_points && !is_percent).then(|| wrong(change, 0))
    }

    fn margin(&self) -> Option<Wrong> {
        let margin = self.number("margin")?;
        let (lead, decimals) = match self.number("gap") {
            Some(gap) => (gap.value, decimals(gap)),
            None => {
                let (high, low) = (self.number("high")?, self.number("low")?);
                let is_poll = high.value <= 100.0 && low.value > 0.0;
                (if is_poll { high.value - low.value } else { 0.0 }, decimals(high))
            }
        };
        (lead > 0.0 && lead < margin.value && margin.value < 20.0).then(|| wrong(lead, decimals))
    }

    fn age(&self) -> Option<Wrong> {
        let (age, born) = (self.number("age")?, self.number("born")?);
        let then = self.number("year").map(|year| year.value).or(self.year)? - born.value;
        let agrees = age.value == then || age.value == then - 1.0;
        (!agrees).then(|| Wrong {
            expected: format!("{} or {}", then - 1.0, then),
            slight: age.value == then + 1.0 || age.value == then - 2.0,
        })
    }

    fn anniversary(&self) -> Option<Wrong> {
        let (nth, since) = (self.number("nth")?, self.number("since")?);
        let then = self.number("year").map(|year| year.value).or(self.year)? - since.value;
        if nth.value > then + FAR_AHEAD {
            return None; // “the 90th anniversary of the flood, in 2017” says when it was marked
        }
        (nth.value != then).then(|| Wrong { expected: then.to_string(), slight: (nth.value - then).abs() <= 1.0 })
    }

    /// Whether a printed percentage lies within what the figures can make, give or take its last place.
    fn percent(&self, printed: Number, (least, most): (f64, f64), exact: f64) -> Option<Wrong> {
        let unit = if printed.is_round && printed.unit > 1.0 { 1.0 } else { printed.unit };
        let slack = unit + exact * self.tolerance / 100.0;
        let agrees = match self.hedge() {
            Some(Hedge::Over) => printed.value <= most + slack && least <= printed.value * FAR_OVER + slack,
            Some(Hedge::Under) => least - slack <= printed.value && printed.value * FAR_UNDER <= most + slack,
            Some(Hedge::About) => {
                let slack = slack.max(printed.value * ABOUT / 100.0);
                least - slack <= printed.value && printed.value <= most + slack
            }
            None => least - slack <= printed.value && printed.value <= most + slack,
        };
        (!agrees).then(|| wrong(exact, decimals(printed)))
    }
}

fn wrong(expected: f64, decimals: usize) -> Wrong {
    Wrong { expected: format!("{expected:.decimals$}"), slight: false }
}

const fn decimals(number: Number) -> usize {
    if number.unit < 1.0 { 1 } else { 0 }
}
