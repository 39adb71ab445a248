//! Registers.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| copydesk_fuzz::register("names.toml", text));
