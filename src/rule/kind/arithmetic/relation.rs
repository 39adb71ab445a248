//! Relations between figures, and whether they hold.

use crate::language::{Hedge, Number, Numbers};
use serde::Deserialize;

/// A relation that must hold between the numbers of a match.
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
    /// A number that the relation needs and the pattern does not have.
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

/// A relation that does not hold.
pub struct Wrong {
    pub(super) expected: String,
    /// Whether the difference is so small that it may be intended.
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
    /// The tolerance in addition to rounding, in percent of the expected figure.
    pub(super) tolerance: f64,
}

/// The tolerance of “about” and of fractions, in percent.
const ABOUT: f64 = 12.0;

/// Factors beyond which “more than” and “nearly” no longer describe a figure.
const FAR_OVER: f64 = 2.0;
const FAR_UNDER: f64 = 0.75;

/// An anniversary this many years after the draft is of another year.
const FAR_AHEAD: f64 = 30.0;

/// Sums below this number are counted and not rounded.
const COUNTED: f64 = 1_000.0;

impl Figures<'_> {
    fn number(&self, name: &str) -> Option<Number> {
        (self.of)(name).and_then(|text| self.numbers.number(text))
    }

    fn hedge(&self) -> Option<Hedge> {
        (self.of)("hedge").and_then(|text| self.numbers.hedge(text))
    }

    /// What is wrong, if anything. If a number cannot be read, nothing is reported.
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
            return None; // not parts of one whole
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
            return None; // the relation `points` reports percentages that were subtracted
        }
        let changes = ends.map(|(from, to)| change(from, to));
        // If both may be the same amount, there may be no change at all.
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
        // “Halved” is treated like “doubled”, so that “more than” means the same for both.
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

    /// Checks that a percentage lies within the range that the figures allow, with a tolerance of one unit in its last place.
    fn percent(&self, printed: Number, (least, most): (f64, f64), exact: f64) -> Option<Wrong> {
        let unit = if printed.is_round && printed.unit > 1.0 { 1.0 } else { printed.unit };
        let slack = unit / 2.0 + exact * self.tolerance / 100.0;
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
