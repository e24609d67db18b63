//! The target `rendering` for cargo-fuzz.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| pack_fuzz::rendering(bytes));
