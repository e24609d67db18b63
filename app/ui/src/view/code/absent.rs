//! A file that is not there yet: what it is for, and the button that begins it.

use leptos::prelude::*;
use pack_model::{Change, File, FilePath, path};

use crate::view::reveal;
use crate::workspace::Workspace;

/// A file that packs have a name for.
struct Purpose {
    file: &'static str,
    /// What it is for, and whether a pack can do without.
    text: &'static str,
    /// How it begins.
    start: &'static str,
}

const PURPOSES: &[Purpose] = &[
    Purpose {
        file: path::PACK_JSON,
        text: "It holds the pack's name, version and layer, and lists its charts and manifests. Palette reads no pack without it.",
        start: "{}\n",
    },
    Purpose {
        file: path::VALUES_YAML,
        text: "It holds what can be set when the pack is used. Palette asks for it, even where it is empty.",
        start: "",
    },
    Purpose {
        file: path::PRESETS_YAML,
        text: "Presets are choices that change several values at once, such as a small and a large installation. \
            Who uses the pack picks one of each group. A pack can do without.",
        start: "# Of the presets of a group one can be picked. Each removes paths from the values, then adds to them:\n\
            #\n\
            # presets:\n\
            #   - name: small\n\
            #     displayName: Small\n\
            #     group: Size\n\
            #     remove: []\n\
            #     add: |\n\
            #       charts:\n\
            #         my-chart:\n\
            #           replicas: 1\n\
            presets: []\n",
    },
    Purpose {
        file: path::SCHEMA_YAML,
        text: "Parameters say of single values what they must look like: their type and range, whether they are \
            required, and hints for who fills them in. A pack can do without.",
        start: "# What a value must look like, under its whole path:\n\
            #\n\
            # charts.my-chart.replicas:\n\
            #   schema: '{{ required | format \"${number:[1-10]}\" | hints \"How many there are\" }}'\n",
    },
    Purpose {
        file: path::README_MD,
        text: "It is what Palette shows of the pack before it is used: what it is, what it needs, and how it is set up. \
            The community repository requires it.",
        start: "",
    },
];

fn purpose(file: &FilePath) -> Option<&'static Purpose> {
    PURPOSES.iter().find(|purpose| *file == purpose.file)
}

/// What stands in the place of a file's text.
pub(super) fn view(workspace: Workspace, file: FilePath) -> AnyView {
    let purpose = purpose(&file);
    let label = format!("Create {file}");
    let text = format!("This pack has no {file}.");
    let about = purpose.map(|purpose| view! { <p class="form__hint">{purpose.text}</p> });
    let create = {
        let label = label.clone();
        move |_| {
            let start = purpose.map_or("", |purpose| purpose.start);
            let put = Change::put_file(file.clone(), File::of_text(start));
            workspace.change(label.clone(), put);
            reveal::focus_soon("[data-testid=\"code\"]".to_owned());
        }
    };
    view! {
        <div class="code__missing">
            <div class="form__empty code__absent">
                <p>{text}</p>
                {about}
            </div>
            <button type="button" class="button button--primary" data-testid="code-create" on:click=create>
                {label}
            </button>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use pack_model::Yaml;

    use super::*;

    #[test]
    fn files_begin_as_what_readers_take() {
        for purpose in PURPOSES {
            assert!(!purpose.text.is_empty());
            if purpose.file.ends_with(".yaml") {
                let yaml = Yaml::read(purpose.start);
                assert!(
                    !yaml.is_broken() && yaml.value().is_some(),
                    "{}",
                    purpose.file
                );
            }
        }
        assert!(purpose(&FilePath::of(path::SCHEMA_YAML)).is_some());
        assert!(purpose(&FilePath::of(path::LOGO_PNG)).is_none());
    }
}
