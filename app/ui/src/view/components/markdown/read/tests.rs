//! What Markdown is read as.

use super::*;

fn text(text: &str) -> Node {
    Node::Text(text.to_owned())
}

fn part(tag: Tag, inner: Vec<Node>) -> Node {
    Node::Part(tag, inner)
}

fn paragraph(words: &str) -> Node {
    part(Tag::Paragraph, vec![text(words)])
}

fn link(address: &str, words: &str) -> Node {
    part(Tag::Link(address.to_owned()), vec![text(words)])
}

/// How deep parts lie in each other.
fn depth(nodes: &[Node]) -> usize {
    let deeper = nodes.iter().map(|node| match node {
        Node::Part(_, inner) => 1 + depth(inner),
        _ => 1,
    });
    deeper.max().unwrap_or_default()
}

fn check(markdown: &str, expected: &[Node]) {
    assert_eq!(read(markdown), expected, "{markdown}");
}

fn check_words(markdown: &str, expected: Vec<Node>) {
    let nodes = read(markdown);
    let paragraph = part(Tag::Paragraph, expected);
    assert_eq!(nodes.first(), Some(&paragraph), "{markdown}");
}

#[test]
fn lines_end_softly_or_hard() {
    let words = vec![
        text("a "),
        part(Tag::Emphasis, vec![text("b")]),
        text(" "),
        Node::Code("c".to_owned()),
        text("\nd"),
        Node::Break,
        text("e"),
        Node::Break,
        text("f"),
    ];
    check(
        "a *b* `c`\n  d  \ne\\\nf\n\n---\n",
        &[part(Tag::Paragraph, words), Node::Rule],
    );
}

#[test]
fn links_and_images_keep_their_addresses() {
    let image = Tag::Image("j.png".to_owned());
    check_words(
        "[a](javascript:b) <c@d.io> https://e.io. www.f.io g@h.io ![i](j.png)\n",
        vec![
            link("javascript:b", "a"),
            text(" "),
            link("mailto:c@d.io", "c@d.io"),
            text(" "),
            link("https://e.io", "https://e.io"),
            text(". "),
            link("http://www.f.io", "www.f.io"),
            text(" "),
            link("mailto:g@h.io", "g@h.io"),
            text(" "),
            part(image, vec![text("i")]),
        ],
    );
}

#[test]
fn references_lead_where_the_text_says() {
    let emphasis = part(Tag::Emphasis, vec![text("d")]);
    let image = Tag::Image("l_m".to_owned());
    check_words(
        "[a] [B  c][] [*d*][a] [e] [f][g] ![h][a] [https://i.io] [https://j.io](k)\n\n\
            [a]: <l\\_m> \"n\"\n[b\nC]: o?p=1&amp;q\n[a]: r\n",
        vec![
            link("l_m", "a"),
            text(" "),
            link("o?p=1&q", "B  c"),
            text(" "),
            part(Tag::Link("l_m".to_owned()), vec![emphasis]),
            text(" [e] [f][g] "),
            part(image, vec![text("h")]),
            text(" ["),
            link("https://i.io", "https://i.io"),
            text("] "),
            link("k", "https://j.io"),
        ],
    );
}

#[test]
fn characters_that_are_written_otherwise_are_read() {
    check_words(
        "[a]() \\*b\\* &lt;c&gt; &copy; &copyright; [d](e\\)f&#41;)\n",
        vec![
            link("", "a"),
            text(" *b* <c> © &copyright; "),
            link("e)f)", "d"),
        ],
    );
}

#[test]
fn items_have_paragraphs_where_empty_lines_part_them() {
    let item = |inner| part(Tag::Item, inner);
    check(
        "3. a\n4. [x] b\n",
        &[part(
            Tag::Ordered(3),
            vec![
                item(vec![text("a")]),
                item(vec![Node::Task(true), text("b")]),
            ],
        )],
    );
    let inner = part(
        Tag::Bullets,
        vec![item(vec![text("c")]), item(vec![text("d")])],
    );
    check(
        "- a\n\n- b\n  - c\n  - d\n",
        &[part(
            Tag::Bullets,
            vec![
                item(vec![paragraph("a")]),
                item(vec![paragraph("b"), inner]),
            ],
        )],
    );
}

#[test]
fn rows_have_as_many_cells_as_there_are_columns() {
    let row = |[a, b, c]: [Vec<Node>; 3]| {
        let cells = [(Align::Start, a), (Align::Center, b), (Align::End, c)];
        let cells = cells.map(|(align, inner)| part(Tag::Cell(align), inner));
        part(Tag::Row, cells.into())
    };
    let struck = part(Tag::Struck, vec![text("3")]);
    check(
        "|a||b|\n|---|:-:|--:|\n|1|2|~~3~~|4|\n|`x\\|y`|\n",
        &[part(
            Tag::Table,
            vec![
                row([vec![text("a")], vec![], vec![text("b")]]),
                row([vec![text("1")], vec![text("2")], vec![struck]]),
                row([vec![Node::Code("x|y".to_owned())], vec![], vec![]]),
            ],
        )],
    );
}

#[test]
fn quotes_may_be_alerts() {
    check(
        "> [!tip]\n> a\n\n> [!NOTE]\n\n> [!NOTE] a\n",
        &[
            part(Tag::Quote(Some("Tip")), vec![paragraph("a")]),
            part(Tag::Quote(Some("Note")), vec![]),
            part(Tag::Quote(None), vec![paragraph("[!NOTE] a")]),
        ],
    );
}

#[test]
fn code_keeps_its_lines_but_not_the_indentation_of_its_block() {
    let block = |lines| part(Tag::Block, vec![text(lines)]);
    check(
        "  ```yaml\n  b: https://x.io\n\n    c\n  ```\n\n    d\n\n     e\n",
        &[block("b: https://x.io\n\n  c"), block("d\n\n e")],
    );
    check(
        "- ```\n    a\n  b\n  ```\n",
        &[part(
            Tag::Bullets,
            vec![part(Tag::Item, vec![block("  a\nb")])],
        )],
    );
}

#[test]
fn headings_leave_no_level_out_and_have_ids_of_their_own() {
    let levels: Vec<_> = read("### a\n# b\n### c\n## b\n# b-1\n")
        .into_iter()
        .map(|node| match node {
            Node::Part(Tag::Heading { level, shown, id }, _) => (level, shown, id),
            other => panic!("{other:?} is no heading"),
        })
        .collect();
    let expected = [
        (3, 3, "a"),
        (1, 3, "b"),
        (3, 4, "c"),
        (2, 4, "b-1"),
        (1, 3, "b-1-1"),
    ];
    assert_eq!(
        levels,
        expected.map(|(level, shown, id)| (level, shown, id.to_owned()))
    );
}

#[test]
fn html_is_text_and_comments_are_none() {
    let html = |html: &str| Node::Html(html.to_owned());
    check(
        "a <b>c</b>\n",
        &[part(
            Tag::Paragraph,
            vec![text("a "), html("<b>"), text("c"), html("</b>")],
        )],
    );
    check(
        "<script>\nx\n</script>\n",
        &[html("<script>\nx\n</script>")],
    );
    check("<!-- a\n\nb -->\n\nc <!-- d -->\n", &[paragraph("c")]);
}

#[test]
fn footnotes_stand_at_the_end_in_the_order_of_their_references() {
    let reference = |number, is_first| Node::NoteReference { number, is_first };
    let note = |number, words| part(Tag::Note(number), vec![paragraph(words)]);
    check(
        "[^x]: one\n\na[^b] c[^x] d[^b] [^none]\n\n[^b]: two\n\n[^unused]: three\n",
        &[
            part(
                Tag::Paragraph,
                vec![
                    text("a"),
                    reference(1, true),
                    text(" c"),
                    reference(2, true),
                    text(" d"),
                    reference(1, false),
                    text(" [^none]"),
                ],
            ),
            part(Tag::Notes, vec![note(1, "two"), note(2, "one")]),
        ],
    );
}

#[test]
fn what_lies_too_deep_is_shown_as_it_is_written() {
    let quotes = format!("{}a\n", "> ".repeat(DEEPEST + 1));
    let nodes = read(&quotes);
    assert!(depth(&nodes) <= DEEPEST + 1);
    assert!(plain(&nodes).ends_with("> a"), "{}", plain(&nodes));
}

/// Texts that are made to keep a parser busy or to overflow its stack.
#[test]
fn hostile_texts_are_read_at_once() {
    let many = 20_000;
    for (what, text) in [
        ("links", "[a](".repeat(many)),
        ("images", "![a](".repeat(many)),
        ("brackets", "[".repeat(many)),
        (
            "pairs of brackets",
            format!("{}{}", "[".repeat(many), "]".repeat(many)),
        ),
        ("quotes", format!("{}a", "> ".repeat(many))),
        ("quotes without blanks", format!("{}a", ">".repeat(many))),
        ("lists", format!("{}a", "- ".repeat(many))),
        ("numbers", format!("{}a", "1. ".repeat(many))),
        (
            "lists in lines",
            (0..1_000)
                .map(|deep| format!("{}- a\n", "  ".repeat(deep)))
                .collect(),
        ),
        (
            "emphasis",
            format!("{}a{}", "*a ".repeat(many), " a*".repeat(many)),
        ),
        ("strong emphasis", "**a *b ".repeat(many)),
        ("underscores", "_a __b ".repeat(many)),
        (
            "code",
            (1..400)
                .map(|ticks| format!("a{}", "`".repeat(ticks)))
                .collect(),
        ),
        ("angles", "<a ".repeat(many)),
        ("comments", "<!-- ".repeat(many)),
        ("autolinks", "http://".repeat(many)),
        ("letters", "a@".repeat(many)),
        ("addresses", "www.a.".repeat(many)),
        (
            "tables",
            format!(
                "{}\n{}\n{}",
                "|a".repeat(2_000),
                "|-".repeat(2_000),
                "|\n".repeat(2_000)
            ),
        ),
        ("references", format!("[a]: b\n{}", "[a] ".repeat(many))),
        ("footnotes", format!("{}\n\n[^a]: b", "[^a]".repeat(many))),
        ("headings", "# a\n".repeat(many)),
        ("entities", "&".repeat(many)),
    ] {
        let started = std::time::Instant::now();
        let nodes = read(&text);
        assert!(depth(&nodes) <= DEEPEST + 2, "{what}");
        let took = started.elapsed();
        assert!(took.as_secs() < 2, "{what}: {took:?}");
    }
}
