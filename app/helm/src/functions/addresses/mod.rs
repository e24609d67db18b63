//! Where things are: paths, URLs, hosts.

pub(super) mod network;
pub(super) mod paths;
pub(super) mod urls;

pub(crate) use urls::url_scheme;
