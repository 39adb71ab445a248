//! `copydesk init`.

use crate::suite::desk::Desk;

#[test]
fn init_writes_what_passes_its_own_tests() {
    let desk = Desk::empty(&[]);
    desk.run(&["init"]).exits(0);
    let seen = desk.run(&["test", "house-style.toml"]).exits(0);
    assert!(seen.out.contains(" 0 missing, 0 noisy, 0 wrong"), "{}", seen.out);
    assert!(!seen.out.starts_with("0 rules"), "{}", seen.out);
    desk.run(&["test"]).exits(0);
    desk.write("draft.txt", b"Meet at the town hall.\n");
    let seen = desk.run(&["-f", "short"]).exits(1);
    assert!(seen.out.contains("[house/city-hall]"), "its rule holds: {}", seen.out);
    assert!(!seen.err.contains("error["), "its configuration has no mistake: {}", seen.err);
}

#[test]
fn init_overwrites_only_when_told() {
    let desk = Desk::empty(&[("copydesk.toml", "extends = []\n")]);
    let text = || std::fs::read_to_string(desk.path().join("copydesk.toml")).expect("it is there");
    let seen = desk.run(&["init"]).exits(2);
    assert!(seen.err.contains("copydesk.toml") && seen.err.contains("--force"), "{}", seen.err);
    assert_eq!(text(), "extends = []\n");
    assert!(!desk.path().join("house-style.toml").exists(), "all or nothing");
    desk.run(&["init", "--force"]).exits(0);
    assert_ne!(text(), "extends = []\n");
}
