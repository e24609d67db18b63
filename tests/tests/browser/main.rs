//! The page in a browser, from start to download.

mod harness;
