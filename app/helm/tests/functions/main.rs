//! Functions by example: a template of one line and what Helm's engine makes of it, checked by hand against
//! Go's documentation.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod collections;
mod dates;
mod limits;
mod numbers;
mod patterns;
mod texts;
mod urls;
mod versions;

use pack_helm::template::{self, File, Limits};
use pack_helm::value::{Map, MapType, Text};

/// What a template gives, or the end of its error after `error calling NAME: `.
fn render(template: &str) -> String {
    let file = File {
        path: Text::from("chart/templates/one.yaml"),
        text: Text::from(template),
        base_path: Text::from("chart/templates"),
        values: Map::new(MapType::Values, Default::default()),
    };
    match template::render(vec![file], Limits::default()) {
        Ok(files) => String::from_utf8_lossy(&files[0].text).into_owned(),
        Err(error) => {
            let message = error.to_string();
            let (_, reason) = message
                .split_once("error calling ")
                .unwrap_or(("", &message));
            reason.to_owned()
        }
    }
}

/// Every line is an expression and, after ` => `, what it prints.
fn check(lines: &str) {
    let mut differences = Vec::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let (expression, expected) = line.split_once(" => ").unwrap();
        let printed = render(&format!("{{{{ {} }}}}", expression.trim()));
        if printed != expected {
            differences.push(format!(
                "{expression}\n  expected {expected}\n  printed  {printed}"
            ));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
