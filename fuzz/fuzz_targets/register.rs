//! Registers.

#![no_main]

use copydesk::checker::Options;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| copydesk_fuzz::house(Options::new().file("names.toml", text).register("names.toml")));
