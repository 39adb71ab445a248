//! OpenDocument texts.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| copydesk_fuzz::draft("draft.odt", copydesk_fuzz::archive(copydesk_fuzz::ODT, bytes)));
