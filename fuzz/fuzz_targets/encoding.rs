//! The target `encoding` for cargo-fuzz.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| pack_fuzz::encoding(bytes));
