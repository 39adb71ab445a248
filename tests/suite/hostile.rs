//! Files that are made to exhaust a program: each ends soon, within a limit of memory, and with a clear word.

use super::{Run, archive, folder, program, write};
use std::io::{Read as _, Write};
use std::path::Path;
use std::process::{ChildStdin, Stdio};
use std::time::{Duration, Instant};

/// The most memory that a run may hold, in kilobytes, where the system tells.
const MOST_MEMORY: u64 = 500 << 10;
/// How long a run may take. It is a limit against work without an end and no measurement: an unoptimised program is many times
/// slower, and so is a busy machine.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 240 } else { 10 });

/// Checks the file `name` within the limits.
fn checked(folder: &Path, name: &str) -> Run {
    fed(folder, name, |_| {})
}

/// Checks `name` within the limits, while `feed` writes to standard input.
fn fed(folder: &Path, name: &str, feed: impl FnOnce(ChildStdin) + Send + 'static) -> Run {
    let mut command = program(folder);
    command.args(["check", "--no-config", "--format", "short", name]).stdin(Stdio::piped());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let input = child.stdin.take().expect("piped");
    std::thread::spawn(move || feed(input));
    let (out, err) = (child.stdout.take().expect("piped"), child.stderr.take().expect("piped"));
    let read = |mut from: Box<dyn std::io::Read + Send>| {
        std::thread::spawn(move || {
            let mut text = String::new();
            from.read_to_string(&mut text).map(|_| text).expect("the program writes UTF-8")
        })
    };
    let (out, err) = (read(Box::new(out)), read(Box::new(err)));
    let start = Instant::now();
    let code = loop {
        if let Some(status) = child.try_wait().expect("it can be waited for") {
            break status.code().unwrap_or(-1);
        }
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse().ok());
        let is_within = most.unwrap_or(0_u64) < MOST_MEMORY && start.elapsed() < LONGEST;
        if !is_within {
            child.kill().expect("it can be ended");
        }
        assert!(is_within, "{name}: held {most:?} kB after {:?}", start.elapsed());
        std::thread::sleep(Duration::from_millis(20));
    };
    Run { code, out: out.join().expect("it is read"), err: err.join().expect("it is read") }
}

fn word(body: &str) -> String {
    let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    format!("<w:document xmlns:w=\"{namespace}\"><w:body>{body}</w:body></w:document>")
}

const WORDS: &str = "She sent an e-mail.";
const PARAGRAPH: &str = "<w:p><w:r><w:t>She sent an e-mail.</w:t></w:r></w:p>";
const DEEP: usize = 100_000;

/// A page of which an article can be found by its running text, with `inside` in it.
fn deep_page(inside: &str) -> Vec<u8> {
    let line = "The port raised its fee for small boats to nine crowns a night, the clerk said in a letter.";
    format!("<html><body>{inside}<p>{WORDS}</p>{}</body></html>", format!("<p>{line}</p>").repeat(8)).into_bytes()
}

/// Files that cannot be read are an error that says why; the code is 2.
#[test]
fn what_cannot_be_read_is_said() {
    let folder = folder(&[]);
    let bomb = " ".repeat((64 << 20) + 1);
    let nested = word(&("<w:tbl>".repeat(DEEP) + PARAGRAPH + &"</w:tbl>".repeat(DEEP)));
    let whole = archive(&[("word/document.xml", &word(PARAGRAPH))]);
    let cut = word(&PARAGRAPH.repeat(10));
    for (name, bytes, why) in [
        ("bomb.docx", archive(&[("word/document.xml", &bomb)]), "word/document.xml holds more than 64 MB"),
        (
            "properties.docx",
            archive(&[("word/document.xml", &word(PARAGRAPH)), ("docProps/custom.xml", &bomb)]),
            "docProps/custom.xml holds more than 64 MB",
        ),
        ("bomb.odt", archive(&[("content.xml", &bomb)]), "content.xml holds more than 64 MB"),
        ("nested.docx", archive(&[("word/document.xml", &nested)]), "nests elements deeper"),
        ("nested.rtf", format!("{{\\rtf1 {}{WORDS}", "{".repeat(DEEP)).into_bytes(), "groups are open"),
        ("cut.docx", whole[..whole.len() / 2].to_vec(), "it is not a ZIP archive"),
        ("part.docx", archive(&[("word/document.xml", &cut[..cut.len() - 40])]), "the XML is cut off"),
        ("cut.rtf", b"{\\rtf1 {\\b She sent".to_vec(), "it is cut off"),
        ("japanese.txt", b"\x94\xde\x8f\x97 She sent an e-mail.\n".to_vec(), "not UTF-8"),
        ("odd.txt", b"\xff\xfeS\0h\0e".to_vec(), "not read as UTF-16LE"),
    ] {
        write(folder.path(), name, &bytes);
        let seen = checked(folder.path(), name).exits(2);
        assert!(seen.err.contains(&format!("{name}: ")) && seen.err.contains(why), "{name}: {}", seen.err);
    }
}

/// What can be read is, however it is made: the word in it is found.
#[test]
fn what_is_deep_or_refers_to_itself_is_read() {
    let folder = folder(&[]);
    let entities: String = ('a'..'j')
        .map(|name| format!("<!ENTITY {name} \"{}\">", format!("&{};", char::from(name as u8 + 1)).repeat(10)))
        .collect();
    let laughs = format!("<!DOCTYPE x [{entities}]>{}", word(&PARAGRAPH.replace("She", "&a; She")));
    let aliases: String =
        (1..9).map(|at| format!("k{at}: &k{at} [{}]\n", vec![format!("*k{}", at - 1); 9].join(","))).collect();
    for (name, bytes) in [
        ("laughs.docx", archive(&[("word/document.xml", &laughs)])),
        ("deep.html", format!("{}<p>{WORDS}</p>", "<div>".repeat(DEEP)).into_bytes()),
        (
            "way-out.html",
            deep_page(&format!(
                "{}<a href=x>The ferry sails again on Monday</a>{}",
                "<div>".repeat(DEEP),
                "</div>".repeat(DEEP)
            )),
        ),
        ("signed.html", deep_page(&format!("<p>{}Nora Quill</p>", "<span class=author>".repeat(DEEP)))),
        ("dates.html", deep_page(&format!("{}Monday{}", "<div class=timestamp>".repeat(DEEP), "</div>".repeat(DEEP)))),
        ("bold.html", format!("<p>{}{WORDS}", "<b>".repeat(DEEP)).into_bytes()),
        (
            "linked.html",
            format!("<script type=\"application/ld+json\">{}</script><p>{WORDS}</p>", "[".repeat(DEEP)).into_bytes(),
        ),
        ("links.md", format!("{}{WORDS}{}\n", "[".repeat(DEEP), "]".repeat(DEEP)).into_bytes()),
        ("stars.md", format!("{}{WORDS}\n", "*a_".repeat(DEEP)).into_bytes()),
        ("aliases.md", format!("---\nk0: &k0 [x, x]\n{aliases}---\n{WORDS}\n").into_bytes()),
        ("yaml.md", format!("---\na: {}\n---\n{WORDS}\n", "[".repeat(DEEP)).into_bytes()),
        ("toml.md", format!("+++\na = {}\n+++\n{WORDS}\n", "[".repeat(DEEP)).into_bytes()),
        ("templates.md", format!("{} {WORDS}\n", "{{".repeat(DEEP)).into_bytes()),
    ] {
        write(folder.path(), name, &bytes);
        let seen = checked(folder.path(), name).exits(1);
        assert!(seen.out.contains("“email” instead of “e-mail”"), "{name}: {}{}", seen.out, seen.err);
    }
}

/// Writes copy until nobody reads it.
fn write_without_end(mut to: impl Write) {
    let copy = "She sent an e-mail to the desk on Monday.\n".repeat(1 << 12);
    while to.write_all(copy.as_bytes()).is_ok() {}
}

/// A pipe that never ends is an error once it has given more than a draft can have.
#[cfg(unix)]
#[test]
fn a_pipe_without_an_end_is_refused() {
    let folder = folder(&[]);
    let pipe = folder.path().join("pipe.txt");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("there is mkfifo").success());
    std::thread::spawn(move || write_without_end(std::fs::OpenOptions::new().write(true).open(pipe).expect("a pipe")));
    let seen = checked(folder.path(), "pipe.txt").exits(2);
    assert!(seen.err.contains("pipe.txt: there are more than 256 MiB to read"), "{}", seen.err);
    let seen = fed(folder.path(), "-", write_without_end).exits(2);
    assert!(seen.err.contains("standard input: there are more than 256 MiB to read"), "{}", seen.err);
}

/// Marks beyond number, which open and close nothing or too much, are read like any other draft.
#[test]
fn a_million_marks_are_read() {
    let many = if cfg!(debug_assertions) { 100_000 } else { 1_000_000 };
    let folder = folder(&[]);
    for (name, marks) in [
        ("open.txt", "“".repeat(many)),
        ("straight.txt", "\"".repeat(many)),
        ("apart.txt", "\" ".repeat(many)),
        ("single.txt", "‘".repeat(many)),
        ("pairs.txt", "“a” ".repeat(many / 2)),
        ("paragraphs.txt", "“a\n\n".repeat(many / 4)),
        ("elements.html", "<q>".repeat(many / 4)),
        ("emphasis.md", "**".repeat(many / 2)),
    ] {
        let marks =
            if name.ends_with(".html") { format!("<p>{WORDS}</p><p>{marks}") } else { format!("{WORDS}\n\n{marks}\n") };
        write(folder.path(), name, marks.as_bytes());
        let seen = checked(folder.path(), name).exits(1);
        assert!(seen.out.contains("“email” instead of “e-mail”"), "{name}: {}", seen.err);
    }
}
