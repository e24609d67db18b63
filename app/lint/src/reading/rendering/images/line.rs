//! The line of a template at which the image of a container stands, as far as that can be told: nothing says
//! which line of a template became which of the text, but most templates name each image once.

use pack_model::deployment::Object;
use pack_model::{Pointer, Yaml};

/// The line, from 1. `objects` are those of the template in their order, and the image is at a path of the
/// one at `index`.
pub(in crate::reading::rendering) fn image_line(
    template: &str,
    objects: &[Object],
    index: usize,
    path: &Pointer,
) -> Option<u32> {
    let lines: Vec<_> = (1..)
        .zip(template.lines())
        .filter(|(_, line)| names_image(line))
        .map(|(number, _)| number)
        .collect();
    if let [one] = lines.as_slice() {
        return Some(*one);
    }
    let texts = || objects.iter().map(|object| object.text.as_str());
    if texts().map(count).sum::<usize>() != lines.len() {
        return None;
    }
    let text = texts().nth(index)?;
    let at = Yaml::read(text).get(path)?.span().start;
    let here = count(text.get(..at)?).checked_sub(1)?;
    let before: usize = texts().take(index).map(count).sum();
    lines.get(before + here).copied()
}

fn count(text: &str) -> usize {
    text.lines().filter(|line| names_image(line)).count()
}

fn names_image(line: &str) -> bool {
    let line = line.trim_start();
    line.strip_prefix("- ")
        .unwrap_or(line)
        .starts_with("image:")
}

#[cfg(test)]
mod tests {
    use pack_model::deployment::Source;

    use super::super::super::objects;
    use super::*;

    #[test]
    fn an_image_stands_where_its_template_names_it() {
        let pod = "kind: Pod\nspec:\n  containers:\n    - name: a\n      image: x.io/a\n    - image: ''\n";
        let text = format!("{pod}---\n{pod}");
        let source = Source::Manifest("m.yaml".to_owned());
        let read = objects::read(&source, &text).into_iter().flatten();
        let objects: Vec<_> = read.map(|(object, _)| object).collect();
        for (template, index, expected) in [
            (text.as_str(), 0, Some(6)),
            (text.as_str(), 1, Some(13)),
            ("# \nimage: {{ .Values.image }}\n", 1, Some(2)),
            ("image: a\nimage: b\n", 1, None),
            ("", 1, None),
        ] {
            let path = "/spec/containers/1/image".parse().unwrap();
            assert_eq!(
                image_line(template, &objects, index, &path),
                expected,
                "{template}"
            );
        }
    }
}
