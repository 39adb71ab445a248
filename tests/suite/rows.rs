//! The rows of a `.jsonl` file as drafts: names, metadata, mistakes and all forms of report.

use super::{folder, run};
use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

const ROWS: &str = "{\"id\": \"a7\", \"body\": \"Send an e-mail to the desk.\", \"meta\": {\"section\": \"Harbour\"}}\n\
    \n\
    {\"id\": 8, \"body\": \"“No,” said Ida Moen, the keeper. Send it by post.\", \"meta\": {\"section\": \"Town\"}, \"day\": \"2026-03-02\"}\n";

/// What `check` is asked in these tests: one rule, so that a finding of another does not matter.
const CHECK: [&str; 7] = ["check", "--no-config", "--extend", "style", "--text-field", "body", "--id-field=id"];

#[test]
fn a_row_is_a_draft_named_after_its_file_and_its_id() {
    let here = folder(&[("rows.jsonl", ROWS)]);
    let seen =
        run(here.path(), &[&CHECK[..], &["--format", "short", "--show", "warning", "rows.jsonl"]].concat()).exits(1);
    assert!(seen.out.starts_with("rows.jsonl#a7:1:9: warning[style/preferred-terms]"), "{}", seen.out);
    assert!(seen.err.contains("2 drafts checked"), "{}", seen.err);
    let by_line =
        run(here.path(), &["check", "--no-config", "--text-field", "body", "--format", "jsonl", "rows.jsonl"]);
    let paths: Vec<serde_json::Value> = by_line
        .out
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON")["path"].clone())
        .collect();
    assert_eq!(paths, ["rows.jsonl#1", "rows.jsonl#3"]);
}

/// Without an option nothing is a row, and a file of another name is a draft as ever.
#[test]
fn only_tables_have_rows_and_only_if_asked_for() {
    let here = folder(&[("rows.jsonl", ROWS), ("a.txt", "Send an e-mail.\n")]);
    let plain = run(here.path(), &["check", "--no-config", "--format", "short", "rows.jsonl"]);
    assert!(plain.err.contains("1 draft checked") && !plain.out.contains('#'), "{}{}", plain.out, plain.err);
    let mixed = run(here.path(), &[&CHECK[..], &["--format", "short", "a.txt", "rows.jsonl"]].concat()).exits(1);
    assert!(mixed.out.contains("a.txt:1:9:") && mixed.out.contains("rows.jsonl#a7:1:9:"), "{}", mixed.out);
}

#[test]
fn a_broken_row_is_an_error_at_its_line_and_the_others_are_checked() {
    let broken = format!("{ROWS}{{\"id\": \"b\"\n{{\"id\": \"c\"}}\n[1]\n{{\"body\": \"Send an e-mail.\"}}\n");
    let here = folder(&[("rows.jsonl", &broken)]);
    for form in ["short", "json"] {
        let seen = run(here.path(), &[&CHECK[..], &["--format", form, "rows.jsonl"]].concat()).exits(2);
        assert!(seen.out.contains("rows.jsonl#a7"), "{}", seen.out);
        for said in [
            "rows.jsonl:4: not a JSON object in one line: ",
            "rows.jsonl:5: no text in the field “body”",
            "rows.jsonl:6: not a JSON object in one line: ",
            "rows.jsonl:7: no text or number in the field “id”",
        ] {
            assert!(seen.err.contains(said), "{said}: {}", seen.err);
        }
    }
}

/// The format is that of `--text-format`, and fields become metadata, which rules and lists read.
#[test]
fn rows_have_a_format_and_metadata() {
    let page = "{\"body\": \"<p>Send an <b>e-mail</b> &amp; wait.</p><script>e-mail</script>\"}\n";
    let here = folder(&[("page.jsonl", page), ("rows.jsonl", ROWS)]);
    let html = ["--text-format", "html", "--format", "short", "--show", "warning", "page.jsonl"];
    let seen = run(here.path(), &[&["check", "--no-config", "--text-field", "body"], &html[..]].concat()).exits(1);
    let terms: Vec<&str> = seen.out.lines().filter(|line| line.contains("preferred-terms")).collect();
    assert_eq!(terms.len(), 1, "{}", seen.out);
    assert!(terms[0].starts_with("page.jsonl#1:1:15: "), "{}", seen.out);
    let sources = ["sources", "--text-field", "body", "--meta-field", "meta.section", "--meta-field", "day=date"];
    let by = |by: &str| {
        run(here.path(), &[&sources[..], &["--format", "csv", "--by", by, "rows.jsonl"]].concat()).exits(0).out
    };
    assert!(by("section").contains("\nTown,1,1,"), "{}", by("section"));
    assert!(by("month").contains("\n2026-03,1,1,"), "{}", by("month"));
}

#[test]
fn quotations_and_names_of_rows_are_listed() {
    let here = folder(&[("rows.jsonl", ROWS)]);
    let quotes =
        run(here.path(), &["quotes", "--text-field", "body", "--id-field", "id", "--format", "csv", "rows.jsonl"]);
    assert!(quotes.out.contains("\nrows.jsonl#8,1,1,1,speech,sourced,Ida Moen,"), "{}", quotes.out);
    let names = ["names", "--text-field", "body", "--by-draft", "--format", "csv", "rows.jsonl"];
    let names = run(here.path(), &names);
    assert!(names.out.contains("rows.jsonl#3,person,Ida Moen,the keeper,"), "{}", names.out);
}

/// Forms that grow are written part after part, but with `--output` at once. Both give the same bytes, also where drafts that are
/// compared with each other, a finding beside one of them and rows that cannot be read stand between the tables.
#[test]
fn many_rows_are_written_in_parts_that_make_one_report() {
    let mut rows = "not a row\n".repeat(520);
    for number in 0..1_100 {
        let words = if number % 3 == 0 { "Send an e-mail." } else { "Wait for the post." };
        writeln!(rows, "{{\"id\": \"{number}\", \"body\": \"{words}\"}}").expect("memory takes it");
    }
    let meeting = |name: &str| format!("The mayor met {name} on Monday, and the harbour was shut.\n");
    let (often, once) = (meeting("Mohammed Elmasry"), meeting("Mohamed Elmasry"));
    let here = folder(&[("b.jsonl", &rows), ("d.jsonl", ROWS), ("e.ndjson", "\n"), ("e.txt", &once)]);
    for name in ["a.txt", "b.txt", "c.txt", "d.md", "f.txt"] {
        super::write(here.path(), name, often.as_bytes());
    }
    super::write(
        here.path(),
        "c.txt.copydesk.toml",
        b"[[allow]]\nrule = \"style/doubled-word\"\nreason = \"A refrain.\"\n",
    );
    for form in ["json", "jsonl", "csv", "short", "human"] {
        let all = |more: &[&str]| {
            let options = ["--extend", "names", "--level", "structure=off", "--format", form];
            run(here.path(), &[&CHECK[..], &options, more, &[".", "b.jsonl", "d.jsonl", "e.ndjson"]].concat()).exits(2)
        };
        let (parts, whole) = (all(&[]), all(&["--output", "csv=found.csv"]));
        assert_eq!(parts.out, whole.out, "{form}");
        assert!(parts.err.contains("1108 drafts checked"), "{}", parts.err);
        assert_eq!(parts.out.matches("path,line,column").count(), usize::from(form == "csv"));
        for rule in ["names/across-drafts", "copydesk/unused-allowance"] {
            assert_eq!(parts.out.matches(rule).count(), 1, "{form}: {rule}");
        }
    }
}

/// The report is written while rows are checked, so more rows take hardly more memory: less than what is written of them.
#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_report() {
    use std::io::{BufRead as _, BufReader, Read as _};
    // The most memory that was held when the last part of 512 rows was about to be written, and the bytes written, in kB. The pipe
    // does not hold the rest, so the program waits.
    let peak = |rows: usize| {
        let row = |number| format!("{{\"id\": {number}, \"body\": \"{}\"}}\n", "Send an e-mail. ".repeat(12));
        let here = folder(&[("rows.jsonl", &(0..rows).map(row).collect::<String>())]);
        let mut command = super::program(here.path());
        command.args(CHECK).args(["--level", "structure=off", "--format", "json", "--quiet", "rows.jsonl"]);
        let mut child = command.stdout(std::process::Stdio::piped()).spawn().expect("the program starts");
        let mut out = BufReader::new(child.stdout.take().expect("piped"));
        let (mut text, last) = (Vec::new(), format!("rows.jsonl#{}\"", rows - 400));
        while !text.ends_with(last.as_bytes()) {
            assert_ne!(out.read_until(b'"', &mut text).expect("it is read"), 0, "{last} is there");
        }
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).expect("it runs");
        let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse().ok());
        out.read_to_end(&mut text).expect("the rest");
        child.wait().expect("it ends");
        (most.unwrap_or(0_usize), text.len() >> 10)
    };
    let ((few, written), (many, more)) = (peak(1_024), peak(2_560));
    assert!(many < few + (more - written) / 2, "{few} kB, then {many} kB for {written} and {more} kB written");
}

#[test]
fn options_that_do_not_fit_are_refused() {
    let here = folder(&[("rows.jsonl", ROWS)]);
    let seen = run(here.path(), &["check", "--id-field", "id", "rows.jsonl"]).exits(2);
    assert!(seen.err.contains("--text-field"), "{}", seen.err);
    let seen = run(here.path(), &[&CHECK[..], &["--since", "main", "rows.jsonl"]].concat()).exits(2);
    assert!(seen.err.contains("--since compares files"), "{}", seen.err);
}

/// A table of three rows in two parts: ids 7, 8 and 9, of which the last has no text; its sections are in a group.
fn parquet(path: &Path, compression: Compression) {
    let schema = "message rows { optional int64 id; optional binary body (utf8); optional int32 day (date); \
        optional group meta { optional binary section (utf8); } optional binary other (utf8); }";
    let schema = Arc::new(parse_message_type(schema).expect("a schema"));
    let properties = Arc::new(WriterProperties::builder().set_compression(compression).build());
    let file = std::fs::File::create(path).expect("the file can be made");
    let mut writer = SerializedFileWriter::new(file, schema, properties).expect("a writer");
    let words = |text: &str| ByteArray::from(text);
    let said = "“No,” said Ida Moen, the keeper. Send it by post.";
    for rows in [vec![(7, Some("Send an e-mail to the desk.")), (8, Some(said))], vec![(9, None)]] {
        let mut part = writer.next_row_group().expect("a part");
        let ids: Vec<i64> = rows.iter().map(|(id, _)| *id).collect();
        let full = vec![1; rows.len()];
        let mut column = part.next_column().expect("a column").expect("id");
        column.typed::<Int64Type>().write_batch(&ids, Some(&full), None).expect("it is written");
        column.close().expect("it is closed");
        let texts: Vec<ByteArray> = rows.iter().filter_map(|(_, text)| text.map(words)).collect();
        let there: Vec<i16> = rows.iter().map(|(_, text)| i16::from(text.is_some())).collect();
        let mut column = part.next_column().expect("a column").expect("body");
        column.typed::<ByteArrayType>().write_batch(&texts, Some(&there), None).expect("it is written");
        column.close().expect("it is closed");
        let mut column = part.next_column().expect("a column").expect("day");
        column.typed::<Int32Type>().write_batch(&vec![20_514; rows.len()], Some(&full), None).expect("it is written");
        column.close().expect("it is closed");
        for name in ["Town", "left out"] {
            let level = if name == "Town" { 2 } else { 1 };
            let mut column = part.next_column().expect("a column").expect("section, other");
            let (texts, levels) = (vec![words(name); rows.len()], vec![level; rows.len()]);
            column.typed::<ByteArrayType>().write_batch(&texts, Some(&levels), None).expect("it is written");
            column.close().expect("it is closed");
        }
        part.close().expect("it is closed");
    }
    writer.close().expect("it is closed");
}

/// The same as of lines of JSON, whatever the compression.
#[test]
fn rows_of_parquet_are_drafts() {
    let same = "{\"id\": 7, \"body\": \"Send an e-mail to the desk.\", \"day\": \"2026-03-02\", \"meta\": {\"section\": \"Town\"}}\n\
        {\"id\": 8, \"body\": \"“No,” said Ida Moen, the keeper. Send it by post.\", \"day\": \"2026-03-02\", \"meta\": {\"section\": \"Town\"}}\n\
        {\"id\": 9}\n";
    let here = folder(&[("rows.jsonl", same)]);
    let zstd = Compression::ZSTD(ZstdLevel::default());
    let kinds = [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::GZIP(Default::default()),
        Compression::LZ4_RAW,
        zstd,
    ];
    let sources = [
        "sources",
        "--text-field",
        "body",
        "--meta-field",
        "meta.section",
        "--meta-field",
        "day=date",
        "--format",
        "csv",
    ];
    let asked: [&[&str]; 4] = [
        &[&CHECK[..], &["--format", "short"]].concat(),
        &[&CHECK[..], &["--format", "json"]].concat(),
        &[&sources[..], &["--by", "section"]].concat(),
        &[&sources[..], &["--by", "month"]].concat(),
    ];
    for kind in kinds {
        parquet(&here.path().join("rows.parquet"), kind);
        for arguments in asked {
            let of = |file: &str| {
                let seen = run(here.path(), &[arguments, &[file]].concat()).exits(2);
                assert!(seen.err.contains(&format!("{file}:3: no text in the field “body”")), "{kind}: {}", seen.err);
                seen.out.replace(file, "rows")
            };
            assert_eq!(of("rows.parquet"), of("rows.jsonl"), "{kind}");
        }
    }
    let found = run(here.path(), &[&CHECK[..], &["--format", "short", "rows.parquet"]].concat()).exits(2).out;
    assert!(found.contains("rows.parquet#7:1:9: warning[style/preferred-terms]"), "{found}");
}

#[test]
fn what_is_wrong_with_a_table_is_told() {
    let here = folder(&[("words.parquet", "PAR1 is not enough"), ("rows.jsonl", ROWS)]);
    parquet(&here.path().join("rows.parquet"), Compression::SNAPPY);
    let whole = std::fs::read(here.path().join("rows.parquet")).expect("the table is there");
    super::write(here.path(), "cut.parquet", &whole[..whole.len() / 2]);
    let mut damaged = whole.clone();
    damaged[10..60].fill(0xff);
    super::write(here.path(), "damaged.parquet", &damaged);
    for file in ["words.parquet", "cut.parquet", "damaged.parquet"] {
        let seen = run(here.path(), &[&CHECK[..], &[file, "rows.jsonl"]].concat()).exits(2);
        assert!(seen.err.contains(&format!("copydesk: {file}: not read as Parquet: ")), "{}", seen.err);
        assert!(seen.err.contains("2 drafts checked"), "the others are checked: {}", seen.err);
        assert!(!seen.err.contains("panicked"), "{}", seen.err);
    }
    let seen = run(here.path(), &["check", "--text-field", "words", "rows.parquet"]).exits(2);
    assert!(seen.err.contains("the file has no column “words”; it has id, body, day, meta, other"), "{}", seen.err);
    let seen = run(here.path(), &["check", "rows.parquet"]).exits(2);
    assert!(seen.err.contains("name the column with their text: --text-field body"), "{}", seen.err);
}
