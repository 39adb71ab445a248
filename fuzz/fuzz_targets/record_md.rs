//! Transcripts in Markdown.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| copydesk_fuzz::transcript("notes.md", bytes.to_vec()));
