//! copydesk for JavaScript: each method takes the text of a draft and returns the JSON that the command line writes.
//!
//! `js/index.js` stands before it, with types, and parses what it returns. A `Checker` lives in the memory of the module
//! until it is freed.

mod account;
mod examples;
mod offsets;
mod options;

use copydesk::diagnostic::{FileReport, Report, Safety};
use copydesk::format;
use copydesk::lint::Reading;
use copydesk::report::{self, Look};
use copydesk::text::Source;
use offsets::Offsets;
use options::Options;
use serde_json::{Value, json};
use wasm_bindgen::prelude::wasm_bindgen;

/// Checks drafts by one configuration.
#[wasm_bindgen]
pub struct Checker {
    checker: copydesk::Checker,
    in_utf16: bool,
}

#[wasm_bindgen]
impl Checker {
    /// A checker with `options`, written as JSON.
    ///
    /// # Errors
    /// If they are not well-formed, or name a pack or register that is not among their files.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &str) -> Result<Self, String> {
        let options: Options = serde_json::from_str(options).map_err(|error| format!("options: {error}"))?;
        let in_utf16 = options.in_utf16();
        let checker = copydesk::Checker::new(options.read()?).map_err(|error| error.to_string())?;
        Ok(Self { checker, in_utf16 })
    }

    /// Mistakes in the configuration, packs and registers, and examples of the house's rules that do not hold.
    pub fn problems(&self) -> Result<String, String> {
        self.reports(examples::problems(self.checker.settings()))
    }

    /// Each example of the house's own rules, and whether it holds.
    pub fn examples(&self) -> String {
        examples::all(self.checker.settings(), self.in_utf16).to_string()
    }

    /// The rules, as `copydesk rules --format json` lists them.
    pub fn rules(&self) -> Result<String, String> {
        self.listed(|_| true)
    }

    /// The findings in a text, as `copydesk check --format json` writes them.
    pub fn check(&self, text: String, name: &str) -> Result<String, String> {
        self.reports(vec![self.checker.check(text, name)])
    }

    /// The same of a file, which may be a Word document. Offsets count in the text that its author sees.
    ///
    /// # Errors
    /// If it is not a file of the format that its name says.
    #[wasm_bindgen(js_name = checkFile)]
    pub fn check_file(&self, bytes: Vec<u8>, name: &str) -> Result<String, String> {
        let source = format::open(name, bytes).map_err(|error| error.to_string())?;
        self.reports(vec![self.checker.read(source, None).report()])
    }

    /// The text after its fixes: the safe ones, and with `suggested` those that an editor should read; of `rules` only,
    /// unless that is empty.
    pub fn fix(&self, text: String, name: &str, suggested: bool, rules: Vec<String>) -> Result<String, String> {
        let before = Source::new(name, text.as_str());
        let fixed = self.checker.fix(text, name, |proposal| {
            (suggested || proposal.fix.safety == Safety::Safe)
                && (rules.is_empty() || rules.contains(&proposal.found.rule))
        });
        let edits = fixed.edits.iter().map(|edit| {
            json!({ "start": edit.span.start, "end": edit.span.end, "text": edit.text })
        });
        let mut edits = Value::Array(edits.collect());
        self.offsets(&before, &mut edits);
        let left = self.reports(vec![fixed.left.clone()])?;
        let whole = json!({
            "version": 1, "text": fixed.source().text, "made": fixed.made, "edits": edits,
            "refused": fixed.refused.as_ref().map(ToString::to_string),
            "left": serde_json::from_str::<Value>(&left).map_err(|error| error.to_string())?,
        });
        Ok(whole.to_string())
    }

    /// The quotations, as `copydesk quotes --format json` writes them.
    pub fn quotes(&self, text: String, name: &str) -> Result<String, String> {
        let reading = self.read(text, name);
        let sheet = report::quotes::Sheet::new(&reading);
        self.form("quotes", reading.source(), |out| {
            report::quotes::by_name("json").map_or(Ok(()), |form| form.quotes(&[sheet], Look::default(), out))
        })
    }

    /// The names, as `copydesk names --format json` writes them.
    pub fn names(&self, text: String, name: &str) -> Result<String, String> {
        let reading = self.read(text, name);
        let sheet = report::names::Sheet::new(&reading);
        self.form("names", reading.source(), |out| {
            report::names::by_name("json").map_or(Ok(()), |form| form.drafts(&[sheet], Look::default(), out))
        })
    }

    /// What rule `id` is, as `copydesk explain RULE --format json` writes it.
    ///
    /// # Errors
    /// If there is no such rule.
    pub fn rule(&self, id: &str) -> Result<String, String> {
        if self.checker.settings().rules.iter().any(|rule| rule.id == id) {
            self.listed(|of| of == id)
        } else {
            Err(format!("there is no rule {id}"))
        }
    }

    /// Why rule `id` applies to a text or does not, and which of its demands are met.
    ///
    /// # Errors
    /// If there is no such rule.
    pub fn explain(&self, id: &str, text: String, name: &str) -> Result<String, String> {
        let reading = self.read(text, name);
        let account = reading.account(id).ok_or_else(|| format!("there is no rule {id}"))?;
        let mut value = account::written(&reading, &account);
        self.offsets(reading.source(), &mut value);
        Ok(value.to_string())
    }
}

impl Checker {
    fn read(&self, text: String, name: &str) -> Reading {
        self.checker.read(Source::new(name, text), None)
    }

    fn offsets(&self, source: &Source, value: &mut Value) {
        if self.in_utf16 {
            Offsets::of(&source.text).count(value);
        }
    }

    fn listed(&self, fits: impl Fn(&str) -> bool) -> Result<String, String> {
        text_of(|out| report::rules::write(self.checker.settings(), |_, rule| fits(&rule.id), out))
    }

    /// What `write` writes of one draft, with offsets as they are asked for.
    fn form(
        &self,
        of: &str,
        source: &Source,
        write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>,
    ) -> Result<String, String> {
        let text = text_of(write).map_err(|error| format!("{of}: {error}"))?;
        if !self.in_utf16 {
            return Ok(text);
        }
        let mut value: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        self.offsets(source, &mut value);
        Ok(value.to_string())
    }

    /// The JSON of reports on files.
    fn reports(&self, files: Vec<FileReport>) -> Result<String, String> {
        let sources: Vec<_> = files.iter().map(|file| file.source.clone()).collect();
        let report = Report { files, ..Report::default() };
        let json = report::by_name("json").ok_or("there is no such form")?;
        let text = text_of(|out| json.write(&report, Look::default(), out))?;
        if !self.in_utf16 {
            return Ok(text);
        }
        let mut value: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        if let Some(files) = value.get_mut("files").and_then(Value::as_array_mut) {
            files.iter_mut().zip(&sources).for_each(|(file, source)| self.offsets(source, file));
        }
        Ok(value.to_string())
    }
}

fn text_of(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> Result<String, String> {
    let mut bytes = Vec::new();
    write(&mut bytes).map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
}
