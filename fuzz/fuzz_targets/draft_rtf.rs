//! Drafts in Rich Text Format.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| copydesk_fuzz::draft("draft.rtf", bytes.to_vec()));
