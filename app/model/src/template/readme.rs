//! The README of a new pack. HTML comments, which readers do not see, ask for what only the author
//! knows.

use std::fmt::Write as _;

use crate::pack::manifest::Manifest;

/// What is known about a pack for its README.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Readme {
    /// The pack's display name.
    pub title: String,
    /// What the pack installs, in a sentence or two.
    pub overview: String,
    /// The prerequisites, an item each, in Markdown.
    pub prerequisites: Vec<String>,
    /// The values that people will change.
    pub parameters: Vec<Parameter>,
    /// How the pack is used, in Markdown.
    pub usage: String,
    /// The references, an item each, in Markdown.
    pub references: Vec<String>,
}

/// A row of the table of parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// The path in values.yaml.
    pub path: String,
    /// What it sets.
    pub description: String,
    /// Its default, in Markdown.
    pub default: String,
}

impl Parameter {
    /// The namespace of an add-on.
    pub(crate) fn namespace(default: &str) -> Self {
        Self {
            path: "pack.namespace".to_owned(),
            description: "The namespace that the pack is installed into.".to_owned(),
            default: format!("`{default}`"),
        }
    }
}

impl Readme {
    /// How an add-on is used.
    pub(crate) const ADDON_USAGE: &str = "1. Add the pack to a cluster profile as an add-on layer.\n\
        2. Set the parameters above, and deploy a cluster with the profile.";

    /// The README of a pack that has none.
    pub fn of(manifest: &Manifest) -> Self {
        let title = manifest
            .display_name()
            .filter(|name| !name.trim().is_empty())
            .or_else(|| manifest.name());
        Self {
            title: title.unwrap_or_else(|| "Pack".to_owned()),
            overview: manifest.annotation("description").unwrap_or_default(),
            references: manifest
                .annotation("docsURL")
                .filter(|url| !url.trim().is_empty())
                .into_iter()
                .collect(),
            ..Self::default()
        }
    }

    /// The text, with a comment wherever something is unknown.
    pub fn text(&self) -> String {
        self.blocks().join("\n\n") + "\n"
    }

    /// The text in blocks, with a blank line between them. All READMEs have as many.
    pub(crate) fn blocks(&self) -> Vec<String> {
        let overview = or_comment(
            &self.overview,
            "Describe in two or three sentences what this pack installs and what it is for.",
        );
        let prerequisites = list(
            &self.prerequisites,
            "List the prerequisites: Kubernetes versions, other packs, accounts, hardware.",
        );
        let usage = or_comment(
            &self.usage,
            "Explain how to use the pack in a cluster profile, and how to check that it works.",
        );
        let references = list(
            &self.references,
            "Link to the documentation and the source.",
        );
        let sections = [
            ("Prerequisites", prerequisites),
            ("Parameters", self.table()),
            ("Usage", usage),
            ("References", references),
        ];
        let mut blocks = vec![format!("# {}", one_line(&self.title)), overview];
        for (heading, body) in sections {
            blocks.extend([format!("## {heading}"), body.trim_end().to_owned()]);
        }
        blocks
    }

    fn table(&self) -> String {
        const WANTED: &str =
            "List the values that users will change, what they set, and their defaults.";
        let mut table = String::from("| Parameter | Description | Default |\n| --- | --- | --- |");
        for Parameter {
            path,
            description,
            default,
        } in &self.parameters
        {
            // Writing to a string does not fail.
            let _ = write!(
                table,
                "\n| `{path}` | {} | {default} |",
                one_line(description).replace('|', "\\|")
            );
        }
        match self.parameters[..] {
            [] => comment(WANTED),
            _ => table,
        }
    }
}

fn list(items: &[String], wanted: &str) -> String {
    match items {
        [] => format!("- {}", comment(wanted)),
        items => items
            .iter()
            .map(|item| format!("- {}\n", one_line(item)))
            .collect(),
    }
}

fn or_comment(text: &str, wanted: &str) -> String {
    match text.trim() {
        "" => comment(wanted),
        text => text.to_owned(),
    }
}

fn comment(wanted: &str) -> String {
    format!("<!-- {wanted} -->")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_written_and_the_rest_asked_for_in_comments() {
        let readme = Readme {
            title: "Web\nServer".into(),
            overview: "Serves pages.".into(),
            parameters: vec![Parameter {
                path: "a.b".into(),
                description: "one | two".into(),
                default: "`1`".into(),
            }],
            ..Readme::default()
        };
        let text = readme.text();
        assert!(
            text.starts_with("# Web Server\n\nServes pages.\n\n## Prerequisites\n\n- <!-- List"),
            "{text}"
        );
        assert!(text.contains("\n| `a.b` | one \\| two | `1` |\n"), "{text}");
        assert!(
            text.ends_with(" -->\n") && !text.ends_with("\n\n"),
            "{text:?}"
        );
        assert_eq!(text.matches("\n## ").count(), 4);
    }

    #[test]
    fn a_pack_gives_its_readme_what_it_knows() {
        let manifest = Manifest::read(
            r#"{"name":"web","annotations":{"docsURL":"https://example.com/docs"}}"#,
        );
        let text = Readme::of(&manifest).text();
        assert!(
            text.starts_with("# web\n") && text.contains("- https://example.com/docs\n"),
            "{text}"
        );
        assert!(
            Readme::of(&Manifest::read(""))
                .text()
                .starts_with("# Pack\n")
        );
    }
}
