//! Captions in SubRip.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| copydesk_fuzz::transcript("notes.srt", bytes.to_vec()));
