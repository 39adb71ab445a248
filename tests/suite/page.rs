//! The page: what stands in it, and what a reader sees of it in a browser, where there is one.

use super::desk::{CONFIGURATION, Desk};
use super::{root, run};
use percent_encoding::percent_decode_str;
use serde_json::Value;
use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A draft with two findings in one place, related places, and words that would be markup if they could.
const DRAFT: &str = "\
The Bridge Stays Shut

By Nobody Real

A meeting at the town hall in Kyiv ended late. An odd(<script>document.title = \"owned\"</script>) sign hung there.

<img src=\"http://127.0.0.1:9/a.png\" onerror=\"document.title = 'owned'\"> “It says odd(\"><svg onload=x>),” he said.

They will meet again in Kiev.

The last town hall of the day stands here, so that there is something to scroll to.
";

/// A desk on which two spellings of a town are an error, with `draft`.
fn desk(draft: &str) -> Desk {
    let configuration = format!("{CONFIGURATION}levels = {{ \"house/towns\" = \"error\" }}\n");
    Desk::new(&[("copydesk.toml", &configuration), ("draft.txt", draft)])
}

/// The page of `draft`.
fn page(draft: &str) -> String {
    desk(draft).run(&["check", "--format", "html", "--quiet", "draft.txt"]).out
}

#[test]
fn words_of_a_draft_are_words_in_the_page() {
    let page = page(DRAFT);
    assert!(page.contains("odd(&lt;script&gt;document.title = "), "{page}");
    let (body, script) = page.rsplit_once("<script nonce=\"").expect("the page has its own script");
    for markup in ["<script", "<img", "<svg", "onerror=\"", "onload=\""] {
        assert!(!body.contains(markup), "{markup} in:\n{body}");
    }
    assert!(script.trim_end().ends_with("</script>\n</body>\n</html>"));
}

#[test]
fn the_page_asks_for_nothing() {
    let page = run(root(), &["check", "--format", "html", "--quiet", "seeds"]).exits(1).out;
    assert!(page.contains("content=\"default-src 'none'; style-src 'nonce-"), "its own policy");
    for ask in ["src=", "@import", "url(", "<link", "<iframe", "fetch(", "XMLHttpRequest", "href=\"http", "style=\""] {
        assert!(!page.contains(ask), "{ask}");
    }
}

#[test]
fn parts_of_the_article_are_shown_as_what_they_are() {
    let page = run(root(), &["check", "--format", "html", "--quiet", "seeds/front-matter.md"]).out;
    for part in [
        "<h2 class=\"zone headline\">Marlow &amp; Pike",
        "<h3 class=\"zone subheading\">",
        "<blockquote>\n<p class=\"zone block-quote\">",
        "<details class=\"front-matter\">",
        "<tr>\n<td class=\"zone body\">",
        "<pre class=\"zone code\">",
    ] {
        assert!(page.contains(part), "{part} in:\n{page}");
    }
    // A row of a table is a row here, and a place in a cell is marked in it.
    assert_eq!(page.matches("<tr>").count(), 4, "{page}");
    let cell = page.lines().find(|line| line.starts_with("<td") && line.contains("Send an")).expect("the cell");
    assert!(cell.contains("\">e-mail</a></td>"), "{cell}");
}

/// A sidecar with one allowance that is needed and one that is not, and a baseline with an entry that is gone.
#[test]
fn files_that_speak_of_drafts_are_shown_as_they_are_written() {
    let desk = desk("At the town hall.\n\nA town hall and <b>.\n");
    let sidecar = format!(
        "# <b>notes</b>\n\n\n{}[[allow]]\nrule   = \"house/towns\"\nreason = \"<i>\"\n",
        "[[allow]]\nrule = \"house/city-hall\"\nwords = \"At the town hall\"\nreason = \"x\"\n\n".repeat(2)
    );
    desk.write("draft.txt.copydesk.toml", sidecar);
    desk.write("clean.txt.copydesk.toml", b"[[allow]]\nrule = \"house/odd\"\nreason = \"x\"\n");
    desk.write("clean.txt", b"An odd(one).\n");
    let page = desk.run(&["check", "--format", "html", "--quiet", "."]).out;
    assert!(page.contains("<title>2 drafts: 3 warnings</title>"), "{page}");
    assert!(page.contains("<p>Nothing found in clean.txt.</p>"), "{page}");
    let (_, source) = page.split_once("<p class=\"slug\">draft.txt.copydesk.toml</p>").expect("the sidecar");
    let (source, _) = source.split_once("<aside").expect("its lines");
    assert!(!page.contains("<h2 class=\"zone headline\">[[allow"), "no article: {source}");
    let lines: Vec<&str> = source.lines().filter(|line| line.contains("class=\"line\"")).collect();
    assert!(lines.iter().any(|line| line.starts_with("<span class=\"line\" data-line=\"14\">[[allow]]")), "{source}");
    assert!(!source.contains("&lt;b&gt;"), "lines far from what is marked are left out: {source}");
    let marked = lines.iter().find(|line| line.contains("data-line=\"15\"")).expect("the needless allowance");
    assert!(marked.contains("rule   = <a class=\"mark warning\""), "as it is spaced: {marked}");
    assert!(source.contains("<span class=\"gap\">…</span>"), "{source}");
    assert!(source.contains("reason = &quot;&lt;i&gt;&quot;"), "{source}");
}

#[test]
fn a_draft_without_findings_is_shown_alone_and_named_among_others() {
    let alone = run(root(), &["check", "--format", "html", "--quiet", "seeds/clean.txt"]).exits(0).out;
    assert!(alone.contains("<title>seeds/clean.txt: nothing found</title>"), "{alone}");
    assert!(alone.contains("class=\"zone headline\""));
    let empty = run(root(), &["check", "--format", "html", "--quiet", "seeds/empty.txt"]).exits(0).out;
    assert!(empty.contains("The draft has no words."), "{empty}");
    let both =
        run(root(), &["check", "--format", "html", "--quiet", "seeds/clean.txt", "seeds/crlf-bom.txt"]).exits(1).out;
    assert!(both.contains("Nothing found in seeds/clean.txt."), "{both}");
    assert_eq!(both.matches("<article").count(), 1);
}

// ---- in a browser

/// A browser that can be run without a window.
fn browser() -> Option<&'static str> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let there = |name: &&str| Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success());
    names.into_iter().find(there)
}

/// What `script` puts into `seen` after the page was loaded at `hash` in a window of `width`; `None` without a browser.
fn seen(draft: &str, hash: &str, width: u32, script: &str) -> Option<Value> {
    let browser = browser()?;
    let page = page(draft);
    let nonce = page.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).expect("a nonce");
    // The first script is not the page’s own, so its policy must not let it run.
    let probe = format!(
        "<script>document.title = 'owned'</script>\n<script nonce=\"{nonce}\">\nconst $ = (s) => document.querySelector(s), all = (s) => [...document.querySelectorAll(s)];\n\
         const seen = {{}}; const later = () => new Promise((done) => setTimeout(done, 1500));\n\
         (async () => {{ try {{ {script} }} catch (error) {{ seen.error = String(error); }}\n\
         document.documentElement.dataset.seen = encodeURIComponent(JSON.stringify(seen)); }})();\n</script>\n</body>"
    );
    let folder = tempfile::tempdir().expect("a folder for the test");
    let (file, dom) = (folder.path().join("page.html"), folder.path().join("dom.html"));
    std::fs::write(&file, page.replace("</body>", &probe)).expect("the page can be written");
    load(browser, folder.path(), &format!("file://{}{hash}", file.display()), width, &dom);
    let dom = std::fs::read_to_string(dom).expect("the browser wrote the page");
    let seen = dom.split("data-seen=\"").nth(1).and_then(|rest| rest.split('"').next());
    let seen = seen.unwrap_or_else(|| panic!("the script of the test did not run:\n{dom}"));
    let seen = percent_decode_str(seen).decode_utf8().expect("UTF-8");
    let seen: Value = serde_json::from_str(&seen).expect("JSON");
    assert!(seen["error"].is_null(), "{seen}");
    Some(seen)
}

fn load(browser: &str, folder: &Path, address: &str, width: u32, dom: &Path) {
    let mut child = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .arg("--force-prefers-reduced-motion") // else scrolling takes time that no clock of a test has
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .arg(format!("--window-size={width},900"))
        .args(["--virtual-time-budget=20000", "--dump-dom", address])
        .stdin(Stdio::null())
        .stdout(File::create(dom).expect("the file can be made"))
        .stderr(Stdio::null())
        .spawn()
        .expect("the browser starts");
    let until = Instant::now() + Duration::from_secs(120);
    loop {
        match child.try_wait().expect("the browser can be waited for") {
            Some(_) => return,
            None if Instant::now() < until => std::thread::sleep(Duration::from_millis(50)),
            None => {
                let _ = child.kill(); // it is given up anyway
                panic!("the browser did not end");
            }
        }
    }
}

#[test]
fn a_finding_that_is_clicked_shows_its_place_and_a_place_its_finding() {
    let draft = DRAFT.replace("They will", &"A line to scroll past.\n\n".repeat(60)) + "\n";
    let Some(seen) = seen(
        &draft,
        "",
        1280,
        "const last = all('.finding[data-rule=\"house/city-hall\"]')[1];
         seen.before = all('.on').length;
         last.querySelector('.what').click(); await later();
         const on = all('.mark.on'), box = on[0].getBoundingClientRect();
         seen.on = on.map((mark) => mark.textContent);
         seen.inView = box.top >= 0 && box.bottom <= innerHeight;
         seen.onTop = on[0].contains(document.elementFromPoint(box.left + 3, box.top + box.height / 2));
         seen.lines = getComputedStyle(on[0]).boxShadow;
         seen.card = last.classList.contains('on');
         const shared = $('.mark[data-findings~=\"f1-1\"]');
         shared.scrollIntoView(); await later(); shared.click();
         seen.first = all('.finding.on').map((card) => card.dataset.rule);
         all('.mark').find((mark) => mark.textContent === 'town hall').click();
         seen.second = all('.finding.on').map((card) => card.dataset.rule);
         all('.mark').find((mark) => mark.textContent === 'town hall').click();
         seen.third = all('.finding.on').map((card) => card.dataset.rule);
         document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
         seen.after = all('.on').length;",
    ) else {
        return;
    };
    assert_eq!((&seen["before"], &seen["after"]), (&0.into(), &0.into()), "{seen}");
    assert_eq!(seen["on"], Value::from(vec!["town hall"]), "{seen}");
    assert_eq!((&seen["inView"], &seen["onTop"], &seen["card"]), (&true.into(), &true.into(), &true.into()), "{seen}");
    assert!(seen["lines"].as_str().is_some_and(|lines| lines.contains("2px")), "{seen}");
    assert_eq!(seen["first"], Value::from(vec!["house/whole"]), "{seen}");
    assert_eq!(seen["second"], Value::from(vec!["house/city-hall"]), "{seen}");
    assert_eq!(seen["third"], Value::from(vec!["house/whole"]), "a further click goes on to the next: {seen}");
}

#[test]
fn all_places_of_a_finding_are_shown_and_an_address_names_it() {
    let Some(seen) = seen(
        DRAFT,
        "#f1-5",
        1280,
        "await later(); seen.rule = $('.finding.on').dataset.rule;
         seen.on = all('.mark.on').map((mark) => mark.textContent);
         seen.title = document.title; seen.asked = performance.getEntriesByType('resource').length;
         seen.pictures = all('.draft img, .draft svg').length; seen.scripts = all('.draft script').length;
         seen.copy = $('.copy').innerText;
         const blocked = new Promise((done) => addEventListener('securitypolicyviolation', (event) => done(event.blockedURI)));
         document.body.append(Object.assign(new Image(), { src: 'http://127.0.0.1:9/a.png' }));
         seen.blocked = await blocked;",
    ) else {
        return;
    };
    assert_eq!(seen["rule"], "house/towns", "{seen}");
    assert_eq!(seen["on"], Value::from(vec!["Kyiv", "Kiev"]), "{seen}");
    assert_eq!(seen["title"], "draft.txt: 1 error, 2 warnings, 3 notes", "no word of the draft was run: {seen}");
    assert_eq!((&seen["asked"], &seen["pictures"], &seen["scripts"]), (&0.into(), &0.into(), &0.into()), "{seen}");
    assert_eq!(seen["blocked"], "http://127.0.0.1:9/a.png", "the policy lets nothing be asked for: {seen}");
    assert!(
        seen["copy"].as_str().is_some_and(|copy| copy.contains("<script>document.title = \"owned\"</script>")),
        "{seen}"
    );
}

#[test]
fn filters_hide_findings_and_their_marks() {
    let Some(seen) = seen(
        DRAFT,
        "",
        1280,
        "const shown = () => all('.finding').filter((card) => card.offsetParent).map((card) => card.dataset.rule);
         const marked = () => all('.mark:not(.off)').map((mark) => mark.textContent);
         const note = $('input[value=note]'), rule = $('select'); const change = () => new Event('change', { bubbles: true });
         seen.all = shown().length;
         note.click(); seen.withoutNotes = shown(); seen.marked = marked();
         rule.value = 'house/towns'; rule.dispatchEvent(change()); seen.ofRule = shown();
         note.click(); rule.value = ''; rule.dispatchEvent(change()); seen.again = shown().length;",
    ) else {
        return;
    };
    assert_eq!((&seen["all"], &seen["again"]), (&6.into(), &6.into()), "{seen}");
    assert_eq!(seen["withoutNotes"], Value::from(vec!["house/city-hall", "house/towns", "house/city-hall"]), "{seen}");
    assert_eq!(seen["marked"], Value::from(vec!["town hall", "Kyiv", "Kiev", "town hall"]), "{seen}");
    assert_eq!(seen["ofRule"], Value::from(vec!["house/towns"]), "{seen}");
}

#[test]
fn marks_move_no_word_and_a_phone_shows_the_finding_below() {
    let Some(seen) = seen(
        DRAFT,
        "",
        500,
        "seen.wide = document.documentElement.scrollWidth > innerWidth;
         const last = (node) => { while (node.lastChild) node = node.lastChild; return node; };
         const places = () => all('.zone').map((zone) => {
             const node = last(zone), range = document.createRange();
             range.setStart(node, node.length - 1); range.setEnd(node, node.length);
             const box = range.getBoundingClientRect();
             return [zone.getBoundingClientRect().height, box.right, box.top + scrollY].map(Math.round);
         });
         const before = JSON.stringify(places());
         $('.finding .what').click(); await later();
         seen.selectedMoves = JSON.stringify(places()) !== before;
         const slip = $('.slip'), box = slip.getBoundingClientRect();
         seen.slip = slip.innerText; seen.atTheEnd = Math.round(box.bottom) === innerHeight;
         all('.slip button')[2].click(); await later(); seen.next = $('.slip .what').innerText;
         all('.slip button')[1].click(); seen.closed = slip.hidden;
         for (const mark of all('.mark')) mark.replaceWith(...mark.childNodes);
         seen.marksMove = JSON.stringify(places()) !== before;",
    ) else {
        return;
    };
    assert_eq!(seen["wide"], false, "nothing is wider than the screen: {seen}");
    assert_eq!((&seen["selectedMoves"], &seen["marksMove"]), (&false.into(), &false.into()), "{seen}");
    assert!(seen["slip"].as_str().is_some_and(|slip| slip.contains("a meeting")), "{seen}");
    assert_eq!((&seen["atTheEnd"], &seen["closed"]), (&true.into(), &true.into()), "{seen}");
    assert!(seen["next"].as_str().is_some_and(|next| next.contains("“town hall” is written")), "{seen}");
}
