//! Which paths of values does the pack name elsewhere: in constraints, presets and parameters?

use pack_syntax::json::Node;

use crate::reading::context::Context;
use crate::reading::parameters::parameters;
use crate::reading::presets::presets;

/// The properties of a component that hold the path of a value.
pub(crate) const PATHS_OF_COMPONENT: [&str; 2] =
    ["resourceRequestParamRef", "replicaCountParamRef"];

/// Whether the pack names a path, or one below it, so that the value there cannot just get another path.
pub(crate) fn is_named(context: &Context<'_>, path: &str) -> bool {
    let is_it = |named: &str| {
        let rest = named.trim().strip_prefix(path);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    let of_resource = |resource: &Node| {
        let components = resource.member("components").map(|member| member.value());
        let mut components = components.and_then(Node::items).unwrap_or_default().iter();
        components.any(|component| {
            let named = PATHS_OF_COMPONENT
                .iter()
                .filter_map(|key| component.member(key));
            named
                .filter_map(|member| member.value().as_str())
                .any(is_it)
        })
    };
    let mut resources = context.constraints("resources").into_iter();
    resources.any(|(_, resource)| of_resource(resource))
        || parameters(context).iter().any(|one| is_it(one.path))
        || presets(context)
            .iter()
            .any(|preset| preset.removed().iter().any(|(_, path)| is_it(path)))
}
