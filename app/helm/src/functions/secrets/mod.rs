//! What nobody is to guess: random texts, passwords, keys and certificates. What is random in Helm is
//! artificial here.

pub(super) mod crypto;
pub(super) mod random;
