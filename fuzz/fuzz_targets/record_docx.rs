//! Transcripts as Word documents.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| copydesk_fuzz::transcript(
    "notes.docx",
    copydesk_fuzz::archive(copydesk_fuzz::DOCX, bytes)
));
