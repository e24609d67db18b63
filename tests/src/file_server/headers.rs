//! The headers that a configuration of nginx has sent, read from its text. So the tests run the page under
//! those that its documentation recommends.
//!
//! Only what `docs/hosting/nginx.conf` has is understood: `add_header` with a text or a variable, and a
//! `map` from the path to a variable.

use anyhow::{Context, Result, ensure};
use regex_lite::Regex;

/// What is sent with every answer.
#[derive(Debug)]
pub struct Headers {
    headers: Vec<Header>,
    maps: Vec<Map>,
}

/// A header.
#[derive(Debug)]
struct Header {
    name: String,
    /// A text, or the name of a variable with its `$`.
    value: String,
    /// Whether it is sent with errors as well.
    always: bool,
}

/// A variable that depends on the path.
#[derive(Debug)]
struct Map {
    variable: String,
    rows: Vec<(Regex, String)>,
    default: String,
}

impl Headers {
    /// Reads a configuration.
    pub fn read(configuration: &str) -> Result<Self> {
        let mut headers = Vec::new();
        let mut maps: Vec<Map> = Vec::new();
        let mut is_in_map = false;
        for line in configuration.lines() {
            let words = words(line)?;
            let words: Vec<_> = words.iter().map(String::as_str).collect();
            match words.as_slice() {
                ["map", "$uri", variable, "{"] => {
                    is_in_map = true;
                    maps.push(Map {
                        variable: (*variable).to_owned(),
                        rows: Vec::new(),
                        default: String::new(),
                    });
                }
                ["}"] => is_in_map = false,
                [pattern, value] if is_in_map => {
                    let map = maps.last_mut().context("a row without a map")?;
                    match pattern.strip_prefix('~') {
                        Some(pattern) => map.rows.push((Regex::new(pattern)?, (*value).to_owned())),
                        None => {
                            ensure!(*pattern == "default", "{line} is not understood");
                            (*value).clone_into(&mut map.default);
                        }
                    }
                }
                ["add_header", name, value, rest @ ..] => headers.push(Header {
                    name: (*name).to_owned(),
                    value: (*value).to_owned(),
                    always: rest == ["always"],
                }),
                _ => {}
            }
        }
        ensure!(!headers.is_empty(), "the configuration sends no header");
        Ok(Self { headers, maps })
    }

    /// The names and values of what is sent for a path.
    pub fn of(&self, path: &str, is_found: bool) -> Vec<(&str, &str)> {
        let sent = self
            .headers
            .iter()
            .filter(|header| header.always || is_found);
        sent.map(|Header { name, value, .. }| {
            let map = self.maps.iter().find(|map| map.variable == *value);
            (
                name.as_str(),
                map.map_or(value.as_str(), |map| map.value(path)),
            )
        })
        .collect()
    }
}

impl Map {
    fn value(&self, path: &str) -> &str {
        let row = self.rows.iter().find(|(pattern, _)| pattern.is_match(path));
        row.map_or(&self.default, |(_, value)| value)
    }
}

/// The words of a directive: texts in quotes are one word, comments none, and its end is left out.
fn words(line: &str) -> Result<Vec<String>> {
    let mut words = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() && !rest.starts_with('#') {
        let (word, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted
                .split_once('"')
                .with_context(|| format!("{line} has a quote without an end"))?,
            None => rest.split_at(rest.find([' ', ';']).unwrap_or(rest.len())),
        };
        words.push(word.to_owned());
        rest = after.trim_start_matches(';').trim_start();
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONFIGURATION: &str = r#"
        # A comment; with a directive.
        map $uri $caching {
            default "no-cache";
            "~/lazy-[0-9a-f]+" "public, immutable";
        }
        server {
            add_header Cache-Control $caching;
            add_header X-Content-Type-Options "nosniff" always;
        }"#;

    #[test]
    fn headers_depend_on_the_path_as_the_configuration_says() -> Result<()> {
        let headers = Headers::read(CONFIGURATION)?;
        let nosniff = ("X-Content-Type-Options", "nosniff");
        for (path, is_found, expected) in [
            ("/", true, vec![("Cache-Control", "no-cache"), nosniff]),
            (
                "/some/lazy-1f/load.js",
                true,
                vec![("Cache-Control", "public, immutable"), nosniff],
            ),
            ("/lazy-1f/none.js", false, vec![nosniff]),
        ] {
            assert_eq!(headers.of(path, is_found), expected, "{path}");
        }
        Ok(())
    }

    #[test]
    fn only_names_with_a_hash_are_kept_for_a_year() -> Result<()> {
        let headers = Headers::read(include_str!("../../../docs/hosting/nginx.conf"))?;
        for (path, is_kept) in [
            ("/lazy-5dc95a52aaa0b47d/load.js", true),
            ("/packs/pack-page-5dc95a52aaa0b47d_bg.wasm", true),
            ("/main-98787551cfcbdd6e.css", true),
            ("/code-editor/index.html", false),
            ("/main-dashboard/service-worker.js", false),
            ("/pack-page-editor/", false),
        ] {
            let sent = headers.of(path, true);
            let caching = sent.iter().find(|(name, _)| *name == "Cache-Control");
            let (_, caching) = caching.context("nothing is said of caching")?;
            assert_eq!(caching.contains("immutable"), is_kept, "{path}");
        }
        Ok(())
    }

    #[test]
    fn a_configuration_that_says_nothing_is_refused() {
        assert!(Headers::read("server {\n}").is_err());
        assert!(Headers::read("add_header A \"b;").is_err());
        assert!(Headers::read("map $uri $a {\n~( b;\n}").is_err());
    }
}
