//! What a person can ask for that takes more than one change of the pack: methods of the workspace,
//! so that views only ask for it.

pub(crate) mod draft_list;
pub(crate) mod export;
pub(crate) mod fixes;
pub(crate) mod incoming;
pub(crate) mod leaving;
pub(crate) mod listed_files;
pub(crate) mod logo;
pub(crate) mod opening;
mod walk;
