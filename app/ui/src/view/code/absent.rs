//! A file that does not exist yet: what it is for, and the button that creates it.

use leptos::prelude::*;
use pack_model::{Change, File, FilePath, path};
use pack_once::view::handler;

use crate::view::open_pack::OpenPack;
use crate::view::reveal;

/// A file that packs have a name for.
struct Purpose {
    file: &'static str,
    /// What it is for, and whether it is optional.
    text: &'static str,
    /// Its first text.
    start: &'static str,
}

const PURPOSES: &[Purpose] = &[
    Purpose {
        file: path::PACK_JSON,
        text: "It holds the pack's name, version and layer, and lists its charts and manifests. Palette cannot read a pack without it.",
        start: "{}\n",
    },
    Purpose {
        file: path::VALUES_YAML,
        text: "It holds the values that users of the pack can change. Palette needs the file, even if it is empty.",
        start: "",
    },
    Purpose {
        file: path::PRESETS_YAML,
        text: "A preset changes several values at once, such as for a small or a large installation. This file is optional.",
        start: "# Users choose one preset of each group. It first removes paths from the values, then adds values:\n\
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
        text: "A parameter describes a value: its type and range, whether it is required, and hints for users. This file is optional.",
        start: "# Each entry describes the value at its path:\n\
            #\n\
            # charts.my-chart.replicas:\n\
            #   schema: '{{ required | format \"${number:[1-10]}\" | hints \"Number of replicas\" }}'\n",
    },
    Purpose {
        file: path::README_MD,
        text: "It tells users what the pack does, what it needs and how to set it up. The community repository requires it.",
        start: "",
    },
];

fn purpose(file: &FilePath) -> Option<&'static Purpose> {
    PURPOSES.iter().find(|purpose| *file == purpose.file)
}

/// What stands in the place of a file's text.
pub(super) fn view(open: OpenPack, file: FilePath) -> AnyView {
    let purpose = purpose(&file);
    let label = format!("Create {file}");
    let text = format!("This pack has no {file}.");
    let about =
        purpose.map(|purpose| view! { <p class="form__hint">{purpose.text}</p> }.into_any());
    let create = {
        let label = label.clone();
        move |_| {
            let start = purpose.map_or("", |purpose| purpose.start);
            let put = Change::put_file(file.clone(), File::of_text(start));
            open.change(label.clone(), put);
            reveal::focus_soon("[data-testid=\"code\"]".to_owned());
        }
    };
    view! {
        <div class="code__missing">
            <div class="form__empty code__absent">
                <p>{text}</p>
                {about}
                <button type="button" class="button button--primary" data-testid="code-create" on:click=handler(create)>
                    {label}
                </button>
            </div>
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
