//! Instructions that the program takes, counted by valgrind and held under the ceilings in `benches/ceilings.toml`. Unlike
//! time, they hardly differ from run to run and not at all with what else the machine does.
//!
//! `cargo bench --bench instructions` counts and compares. The variable `COPYDESK` names another program to count;
//! with `CORPUS`, the articles are only written into the folder that it names.
//! `benches/README.md` says how ceilings are lowered and raised.

#![expect(clippy::print_stdout, reason = "the figures are for people, in a terminal or the log of CI")]

mod ceilings;
mod corpus;

use ceilings::Figure;
use corpus::Corpus;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::Mutex;

/// Articles of the shorter and of the longer run, whose difference is the price of a further byte. The shorter run has so many
/// that the longer one has no expression left to build.
const FEW: usize = 40;
const MANY: usize = 120;

/// Rules of the smaller and of the larger pack.
const RULES: [usize; 2] = [10, 10_000];

/// Bytes of the shorter draft of a growth case. The longer draft has four times as many.
const BYTES: usize = 60_000;

/// A run of the program: its arguments, and the draft or folder that it reads.
struct Case {
    name: &'static str,
    command: &'static str,
    input: PathBuf,
}

fn main() -> ExitCode {
    if let Some(folder) = std::env::var_os("CORPUS") {
        return write_corpus(Path::new(&folder));
    }
    if !Command::new("valgrind").arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success()) {
        println!("instructions: SKIPPED, because valgrind is not installed. No ceiling was checked.");
        return ExitCode::SUCCESS;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (cases, bytes) = cases(folder.path());
    let program = std::env::var_os("COPYDESK").map_or(env!("CARGO_BIN_EXE_copydesk").into(), PathBuf::from);
    let held = count_all(&program, &cases).and_then(|counts| ceilings::hold(&figures(&counts, bytes)));
    match held {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            println!("instructions: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Writes articles into a folder, for runs that are timed beside other programs.
fn write_corpus(folder: &Path) -> ExitCode {
    const ARTICLES: usize = 840;
    let corpus = Corpus::new();
    let write = |number: usize| std::fs::write(folder.join(format!("{number:03}.md")), corpus.article(number));
    match std::fs::create_dir_all(folder).and_then(|()| (0..ARTICLES).try_for_each(write)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("{}: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}

/// Writes the drafts of all cases, and returns the cases and the bytes by which the longer folder exceeds the shorter.
fn cases(folder: &Path) -> (Vec<Case>, usize) {
    let corpus = Corpus::new();
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(folder)).expect("folders can be made");
        std::fs::write(&path, text).expect("files can be written");
        path
    };
    let mut bytes = 0;
    for number in 0..MANY {
        let text = corpus.article(number);
        write(&format!("many/{number:03}.md"), &text);
        if number < FEW {
            write(&format!("few/{number:03}.md"), &text);
        } else {
            bytes += text.len();
        }
    }
    let article = write("article.md", &corpus.article(0));
    let case = |name, command, input| Case { name, command, input };
    let mut cases = vec![
        case("empty", "check", write("empty.md", "")),
        case("article", "check", article.clone()),
        case("quotes", "quotes", article.clone()),
        case("names", "names", article),
        case("few", "check", folder.join("few")),
        case("many", "check", folder.join("many")),
    ];
    for (short, long, text) in GROWTH {
        cases.push(case(short, "check", write(&format!("{short}.txt"), &text(&corpus, BYTES))));
        cases.push(case(long, "check", write(&format!("{long}.txt"), &text(&corpus, 4 * BYTES))));
    }
    let text = corpus.long(4 * BYTES);
    for (count, [load, check]) in RULES.into_iter().zip(PACKS) {
        write(&format!("{check}/copydesk.toml"), "extends = [\"generated.toml\"]\n");
        write(&format!("{check}/generated.toml"), &corpus.phrase_rules(count));
        cases.push(case(load, "check", write(&format!("{check}/empty.md"), "")));
        cases.push(case(check, "check", write(&format!("{check}/long.md"), &text)));
    }
    (cases, bytes)
}

/// The runs with each pack of generated rules: on an empty draft, which is what loading costs, and on a long one.
const PACKS: [[&str; 2]; 2] = [["load-few-rules", "few-rules"], ["load-many-rules", "many-rules"]];

/// Makes a draft of a number of bytes.
type Make = fn(&Corpus, usize) -> String;

/// Growth cases: the names of the run and of that on four times as much, and what is in the draft.
const GROWTH: [(&str, &str, Make); 6] = [
    ("text", "text-4x", Corpus::long),
    ("one-line", "one-line-4x", |corpus, bytes| corpus.long(bytes).replace('\n', " ")),
    ("quotations", "quotations-4x", |_, bytes| {
        lines(bytes, |n| format!("“The {} yards of wall will stay,” said Anna Holm.", n % 97))
    }),
    ("distinct-names", "distinct-names-4x", |_, bytes| {
        lines(bytes, |n| format!("Later {} {} met them.", syllables(n), syllables(n / 7)))
    }),
    ("distinct-acronyms", "distinct-acronyms-4x", |_, bytes| {
        lines(bytes, |n| format!("The {} met on Monday.", letters(n)))
    }),
    ("findings", "findings-4x", |_, bytes| lines(bytes, |n| format!("Send an e-mail to the the desk {n}."))),
];

fn lines(bytes: usize, line: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(bytes + 100);
    for number in 0.. {
        if text.len() >= bytes {
            break;
        }
        text.push_str(&line(number));
        text.push_str("\n\n");
    }
    text
}

/// A surname of its own for each number.
fn syllables(mut number: usize) -> String {
    const PARTS: [&str; 12] = ["bar", "len", "dov", "mir", "sut", "kel", "ran", "fos", "gul", "pem", "tir", "wex"];
    let mut name = String::from("Zo");
    for _ in 0..5 {
        name.push_str(PARTS[number % PARTS.len()]);
        number /= PARTS.len();
    }
    name
}

/// Four capitals of its own for each number.
fn letters(mut number: usize) -> String {
    number = number * 7_919 % 456_976; // neighbours do not look alike
    let mut letters = String::with_capacity(4);
    for _ in 0..4 {
        letters.push(char::from(b'A' + (number % 26) as u8));
        number /= 26;
    }
    letters
}

/// The instructions of each case, as many at a time as there are cores.
fn count_all(program: &Path, cases: &[Case]) -> Result<Vec<(&'static str, f64)>, String> {
    let (queue, done) = (Mutex::new(cases.iter()), Mutex::new(Vec::new()));
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                // A function, so that the queue is free while the case runs.
                let next = || queue.lock().ok().and_then(|mut cases| cases.next());
                while let Some(case) = next() {
                    let counted = count(program, case).map(|count| (case.name, count));
                    done.lock().expect("no thread panics while it holds the lock").push(counted);
                }
            });
        }
    });
    done.into_inner().expect("all threads have ended").into_iter().collect()
}

/// Runs the program on one thread under valgrind.
fn count(program: &Path, case: &Case) -> Result<f64, String> {
    let log = case.input.with_extension(format!("{}.log", case.name));
    let status = Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"])
        .arg(format!("--log-file={}", log.display()))
        .arg(program)
        .args([case.command, "--format", "json"])
        .arg(&case.input)
        .env("RAYON_NUM_THREADS", "1")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .map_err(|error| format!("valgrind does not start: {error}"))?;
    if !matches!(status.code(), Some(0 | 1)) {
        return Err(format!("copydesk {} failed on {}: {status}", case.command, case.name));
    }
    let report = std::fs::read_to_string(&log).map_err(|error| format!("no report of valgrind: {error}"))?;
    let total = report.lines().find_map(|line| line.split_once("I   refs:").or(line.split_once("I refs:")));
    total
        .and_then(|(_, count)| count.trim().replace(',', "").parse().ok())
        .ok_or(format!("valgrind did not say how many instructions it counted:\n{report}"))
}

fn figures(counts: &[(&'static str, f64)], bytes: usize) -> Vec<Figure> {
    let of = |name: &str| counts.iter().find(|(known, _)| *known == name).map_or(0.0, |(_, count)| *count);
    let whole = |name| Figure { name, value: of(name), digits: 0 };
    let mut figures: Vec<Figure> = ["empty", "article", "few", "quotes", "names"].map(whole).into();
    figures.push(Figure { name: "byte", value: (of("many") - of("few")) / bytes as f64, digits: 0 });
    figures.extend(GROWTH.iter().map(|(short, long, _)| Figure {
        name: long,
        value: (of(long) - of("empty")) / (of(short) - of("empty")),
        digits: 2,
    }));
    let [few, many] = PACKS.map(|[load, check]| of(check) - of(load));
    let loading = of(PACKS[1][0]) - of(PACKS[0][0]);
    figures.push(Figure { name: "rule", value: loading / (RULES[1] - RULES[0]) as f64, digits: 0 });
    figures.push(Figure { name: "rules-1000x", value: many / few, digits: 2 });
    figures
}
