//! Versions: `semver` and `semverCompare`, with the rules of the library Masterminds/semver 3.2, which reads
//! `v1.2` as 1.2.0 and has constraints of its own.

mod constraint;
mod object;
mod version;

pub(crate) use constraint::Constraint;
pub(crate) use version::Version;

use crate::functions::Function;
use crate::functions::Parameter::Text;
use crate::functions::arguments::text;

/// The functions of this family.
pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("semver", &[Text], |_, a| {
        Ok(object::VersionObject::pointer(Version::parse(text(a, 0))?))
    }),
    Function::new("semverCompare", &[Text, Text], |_, a| {
        let constraint = Constraint::parse(text(a, 0))?;
        let version = Version::parse(text(a, 1))?;
        Ok(constraint.allows(&version).into())
    }),
];
