//! What cannot be right about a detail of a registry, told at its field.

use super::Detail;
use crate::facts::oci::is_repository;

/// What is wrong with the text of a detail, and what to do. `None` if it may be right, or is empty.
pub fn wrong(detail: Detail, text: &str) -> Option<&'static str> {
    let text = text.trim();
    let is_right = text.is_empty()
        || match detail {
            Detail::Host => return wrong_host(text),
            Detail::BasePath => {
                let path = text.trim_matches('/');
                path.is_empty() || path.split('/').all(is_repository)
            }
            Detail::Account => text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit()),
            Detail::Region => is_region(text),
        };
    let told = match detail {
        Detail::Host => "",
        Detail::BasePath => {
            "Use lower-case letters, digits and single . _ or - between them, and / between parts."
        }
        Detail::Account => "An AWS account has 12 digits, without hyphens.",
        Detail::Region => "Write a region like eu-central-1.",
    };
    (!is_right).then_some(told)
}

/// What is wrong with a host, which may have a port, and a scheme that is ignored.
fn wrong_host(text: &str) -> Option<&'static str> {
    let host = text.split_once("://").map_or(text, |(_, host)| host);
    let host = host.trim_end_matches('/');
    if host.contains('/') {
        return Some("Write the host alone. Put the path in the next field.");
    }
    let (name, port) = host.split_once(':').unwrap_or((host, "443"));
    let is_label = |label: &str| {
        let is_of_label = |one: char| one.is_ascii_alphanumeric() || one == '-';
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(is_of_label)
    };
    let is_right = name.split('.').all(is_label) && port.parse::<u16>().is_ok();
    (!is_right)
        .then_some("Write a host like registry.example.com, or with a port, like localhost:5000.")
}

/// Whether a text has the form of a region: words of letters and a number, joined by hyphens.
fn is_region(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let Some((number, words)) = parts.split_last() else {
        return false;
    };
    let is_word =
        |word: &&str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
    words.len() >= 2 && words.iter().all(is_word) && number.parse::<u8>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_right_is_told() {
        for (detail, right, wrong_ones) in [
            (
                Detail::Host,
                &[
                    "",
                    "harbor.example.com",
                    "https://h.example.com/",
                    "localhost:5000",
                    " a.b ",
                ][..],
                &["a b", "example.com/packs", "a..b", "host:port", "-a.b"][..],
            ),
            (
                Detail::BasePath,
                &["", "/", "packs", "/a/b-c/"],
                &["Packs", "a//b", "a b", "a-"],
            ),
            (
                Detail::Account,
                &["123456789012"],
                &["1234-5678-9012", "12"],
            ),
            (
                Detail::Region,
                &["us-east-1", "us-gov-west-1", "cn-north-1"],
                &["us-east", "Frankfurt", "eu_central_1"],
            ),
        ] {
            for text in right {
                assert_eq!(wrong(detail, text), None, "{text}");
            }
            for text in wrong_ones {
                assert!(wrong(detail, text).is_some(), "{text}");
            }
        }
    }
}
