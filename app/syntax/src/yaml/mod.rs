//! A reading of YAML.
