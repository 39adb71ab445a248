//! Drafts in Markdown with templates, as MDX.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| copydesk_fuzz::draft("draft.mdx", bytes.to_vec()));
