//! The name of a container image, by the grammar that registries and container runtimes share:
//! `[registry/]path[:tag][@digest]`.

use super::oci::{is_repository, is_tag};

/// The registry that a name without one means.
const DEFAULT_REGISTRY: &str = "docker.io";

/// The parts of an image's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImageReference<'t> {
    /// The registry with its port, as far as it is written.
    pub registry: Option<&'t str>,
    /// The path in the registry.
    pub path: &'t str,
    /// The tag.
    pub tag: Option<&'t str>,
    /// The digest with its algorithm.
    pub digest: Option<&'t str>,
}

impl<'t> ImageReference<'t> {
    /// Takes a text apart; `None` where it is no name of an image.
    pub fn parse(text: &'t str) -> Option<Self> {
        let (rest, digest) = match text.split_once('@') {
            Some((rest, digest)) => (rest, Some(digest)),
            None => (text, None),
        };
        let (name, tag) = match rest.rsplit_once(':') {
            Some((name, tag)) if !tag.contains('/') => (name, Some(tag)),
            _ => (rest, None),
        };
        let (registry, path) = match name.split_once('/') {
            Some((first, path)) if first.contains(['.', ':']) || first == "localhost" => {
                (Some(first), path)
            }
            _ => (None, name),
        };
        let legal = path.split('/').all(is_repository)
            && registry.is_none_or(is_registry)
            && tag.is_none_or(is_tag)
            && digest.is_none_or(is_digest);
        legal.then_some(Self {
            registry,
            path,
            tag,
            digest,
        })
    }

    /// Whether it may name another image tomorrow: it has no digest, and no tag or `latest`.
    pub fn is_floating(&self) -> bool {
        self.digest.is_none() && matches!(self.tag, None | Some("latest"))
    }

    /// The name without tag and digest, with the registry that it means: `nginx` is
    /// `docker.io/library/nginx` to every container runtime.
    pub fn repository(&self) -> String {
        match self.registry {
            Some(registry) => format!("{registry}/{}", self.path),
            None if self.path.contains('/') => format!("{DEFAULT_REGISTRY}/{}", self.path),
            None => format!("{DEFAULT_REGISTRY}/library/{}", self.path),
        }
    }

    /// The whole name with the registry that it means.
    pub fn canonical(&self) -> String {
        let mut name = self.repository();
        for (mark, part) in [(':', self.tag), ('@', self.digest)] {
            if let Some(part) = part {
                name.push(mark);
                name.push_str(part);
            }
        }
        name
    }

    /// Whether it has a tag or a digest.
    pub fn is_pinned(&self) -> bool {
        self.tag.is_some() || self.digest.is_some()
    }
}

fn is_registry(registry: &str) -> bool {
    let (host, port) = registry.split_once(':').unwrap_or((registry, "0"));
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || b".-".contains(&byte);
    !host.is_empty()
        && host.bytes().all(legal)
        && !port.is_empty()
        && port.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_digest(digest: &str) -> bool {
    let hexadecimal = |hex: &str| hex.bytes().all(|byte| byte.is_ascii_hexdigit());
    digest.split_once(':').is_some_and(|(algorithm, hex)| {
        let length = match algorithm {
            "sha256" => 64,
            "sha512" => 128,
            _ => return false,
        };
        hex.len() == length && hexadecimal(hex)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart_and_completed() {
        let digest = format!("quay.io/a/b:1@sha256:{}", "0a".repeat(32));
        for (text, canonical) in [
            ("nginx", "docker.io/library/nginx"),
            ("nginx:1.2", "docker.io/library/nginx:1.2"),
            ("org/app:v1", "docker.io/org/app:v1"),
            ("localhost:5000/app:v1", "localhost:5000/app:v1"),
            ("quay.io/a/b_c:1.0-x", "quay.io/a/b_c:1.0-x"),
            (digest.as_str(), digest.as_str()),
        ] {
            let reference = ImageReference::parse(text).unwrap();
            assert_eq!(reference.canonical(), canonical, "{text}");
            assert_eq!(reference.is_pinned(), text != "nginx");
        }
        let parts = ImageReference::parse("x.io:5/a/b:1").unwrap();
        assert_eq!((parts.registry, parts.path), (Some("x.io:5"), "a/b"));
        assert_eq!(parts.repository(), "x.io:5/a/b");
    }

    #[test]
    fn other_texts_are_no_names() {
        for text in [
            "",
            ":1",
            "a b:1",
            "Nginx:1",
            "https://x.io/a:1",
            "x.io/{{ .a }}:1",
            "x:",
            "x:-1",
            "x@sha256:0",
            "x@md5:0",
            "/a:1",
            "a//b",
            "a..b",
            "x.io:p/a:1",
        ] {
            assert_eq!(ImageReference::parse(text), None, "{text}");
        }
    }
}
