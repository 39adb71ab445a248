//! Notes of drafts.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| copydesk_fuzz::notes(text));
