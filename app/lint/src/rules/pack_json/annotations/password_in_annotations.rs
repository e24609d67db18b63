//! A secret in plain text.

use pack_model::Pointer;

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::at;

declare_rule! {
    /// ## What it does
    /// Reports an annotation whose name says that it holds a password, a token or a private key,
    /// and whose value is in plain text.
    ///
    /// ## Why is this bad
    /// Everyone who can read the registry can read the value.
    ///
    /// ## Example
    /// ```json
    /// { "annotations": { "sshUsername": "root", "sshPassword": "password" } }
    /// ```
    ///
    /// ## How to fix
    /// Prefer an image that takes a key, and remove the annotation. If you need the password, keep
    /// the registry private and do not reuse the password anywhere else.
    ///
    /// ## Source
    /// The vendor's example of a VMware pack with a local image.
    "password-in-annotations", Warning
}

/// The endings of names that hold a secret, in lower case and without separators.
const SECRETS: &[&str] = &[
    "password",
    "passwd",
    "passphrase",
    "secret",
    "token",
    "privatekey",
    "apikey",
];

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (key, value) in context.manifest.annotations() {
        let folded: String = key
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        let secret = SECRETS.iter().any(|ending| folded.ends_with(ending));
        // A macro refers to a value that is stored elsewhere.
        if !secret || value.trim().is_empty() || value.contains("{{") {
            continue;
        }
        let message = format!(
            "The annotation `{key}` holds a secret in plain text, which everyone with access to the registry can read. Remove it if you can."
        );
        findings.report(
            at(Pointer::from_iter(["annotations", key.as_str()])),
            message,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn goes_by_the_name() {
        for key in ["sshPassword", "api_key", "private-key", "accessToken"] {
            Sample::addon()
                .set(&format!("/annotations/{key}"), "x")
                .fires(RULE.id, &[&format!("/annotations/{key}")]);
        }
        for key in ["passwordRequired", "secretName", "sshUsername"] {
            Sample::addon()
                .set(&format!("/annotations/{key}"), "x")
                .silent(RULE.id);
        }
    }

    #[test]
    fn blanks_and_macros_tell_nothing() {
        for value in ["", "{{ .spectro.var.password }}"] {
            Sample::addon()
                .set("/annotations/sshPassword", value)
                .silent(RULE.id);
        }
    }
}
