//! What the whole-system tests share: packs of our own, containers good and bad, a file server,
//! and a browser that is driven as a person would drive it.

pub mod browser;
pub mod chart;
pub mod checksum;
pub mod fixture;
pub mod folder;
pub mod image;
pub mod raw;
pub mod shapes;
pub mod site;
pub mod snapshot;
pub mod tools;
