//! Word documents.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| copydesk_fuzz::draft("draft.docx", copydesk_fuzz::archive(copydesk_fuzz::DOCX, bytes)));
