//! `json`: version 1 of the whole audit, for programs.

use super::{Audit, By, Counted, Form, Group, Kind, Part, Share, Tally, Unnamed, shares};
use crate::report::Look;
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// The form.
pub struct Json;

/// Within a version, fields may be added; none changes its meaning or goes away.
const VERSION: u32 = 1;

impl Form for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn about(&self) -> &'static str {
        "everything, for programs; version 1"
    }

    fn is_whole(&self) -> bool {
        true
    }

    fn write(&self, audit: &Audit, _: &Part, _: Look, out: &mut dyn Write) -> io::Result<()> {
        let sources =
            Kind::ALL.into_iter().flat_map(|kind| audit.ranked(kind).into_iter().map(move |of| source(kind, of)));
        let of = |by: &By| shares(audit, by).iter().map(share).collect::<Vec<_>>();
        let mut groups = Map::from_iter([(By::Kind.name().into(), json!(of(&By::Kind)))]);
        groups.extend(Group::ALL.map(|group| (group.name().into(), json!(of(&By::Group(group))))));
        let fields = audit.fields().into_iter().map(|field| (field.into(), json!(of(&By::Field(field.into())))));
        let whole = json!({
            "version": VERSION,
            "drafts": audit.drafts,
            "sources": sources.collect::<Vec<_>>(),
            "shares": groups,
            "fields": fields.collect::<Map<_, _>>(),
            "unnamed": audit.unnamed_by_month().into_iter().map(unnamed).collect::<Vec<_>>(),
            "open": tally(audit.open),
        });
        serde_json::to_writer_pretty(&mut *out, &whole)?;
        writeln!(out)
    }
}

fn tally(of: Tally) -> Value {
    json!({ "quotations": of.quotations, "words": of.words, "indirect": of.indirect, "drafts": of.drafts })
}

fn source(kind: Kind, of: &Counted) -> Value {
    let roles = of.roles().map(|(role, drafts)| json!({ "role": role, "drafts": drafts }));
    let mut groups = Map::new();
    for group in Group::ALL {
        let values = of.groups.iter().filter(|((is, _), _)| *is == group);
        let values = values.map(|((_, value), had)| json!({ "value": value, "tally": tally(*had) }));
        groups.insert(group.name().into(), Value::Array(values.collect()));
    }
    json!({
        "kind": kind.name(), "name": of.name(), "role": of.role(), "roles": roles.collect::<Vec<_>>(),
        "tally": tally(of.total),
        "first": of.days.as_ref().map(|(first, _)| first), "last": of.days.as_ref().map(|(_, last)| last),
        "fields": of.fields, "by": groups,
    })
}

fn share(of: &Share) -> Value {
    let sources: Map<String, Value> =
        Kind::ALL.iter().zip(of.sources).map(|(kind, count)| (kind.name().into(), json!(count))).collect();
    json!({ "value": of.value, "sources": sources, "tally": tally(of.tally) })
}

fn unnamed(of: &Unnamed) -> Value {
    json!({
        "path": of.path, "line": of.at.line, "column": of.at.column, "words": of.words,
        "reason": of.reason, "approval": of.approval, "month": of.month,
    })
}
