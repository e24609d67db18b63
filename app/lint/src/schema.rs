//! The documented JSON schema of pack.json.
