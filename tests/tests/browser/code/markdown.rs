//! Markdown as it is shown.

use anyhow::{Context, Result, ensure};
use pack_tests::browser::visit;
use serde_json::json;

use crate::{open, sound_pack};

/// Texts with every construct, in the words that a person would use for each.
const SHOWN: &[(&str, &str)] = &[
    (
        "a *b* **c** ~~d~~ `e`",
        "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e</code></p>",
    ),
    ("a  \nb\\\nc\nd", "<p>a<br>b<br>c\nd</p>"),
    (
        "a\n===\n\n### b",
        "<h3 id=readme-a>a</h3><h4 id=readme-b>b</h4>",
    ),
    ("***", "<hr>"),
    (
        "> a\n>\n> > b",
        "<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote>",
    ),
    (
        "> [!WARNING]\n> a",
        "<blockquote><p>Warning</p><p>a</p></blockquote>",
    ),
    (
        "- a\n  1. b\n- c",
        "<ul><li>a<ol start=1><li>b</li></ol></li><li>c</li></ul>",
    ),
    (
        "7. a\n\n8. b",
        "<ol start=7><li><p>a</p></li><li><p>b</p></li></ol>",
    ),
    (
        "- [ ] a\n- [x] b",
        "<ul><li><span>☐ </span><span>To do: </span>a</li><li><span>☑ </span><span>Done: </span>b</li></ul>",
    ),
    ("```yaml\na: 1\n\n  b\n```", "<pre>a: 1\n\n  b</pre>"),
    ("    a\n\n      b", "<pre>a\n\n  b</pre>"),
    (
        "|a|b|\n|:-:|--:|\n|1||\n|`x\\|y`|2|",
        "<div><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td></td></tr>\
            <tr><td><code>x|y</code></td><td>2</td></tr></tbody></table></div>",
    ),
    (
        "[a](https://b.io \"c\") <https://d.io>",
        "<p><a href=https://b.io>a</a> <a href=https://d.io>https://d.io</a></p>",
    ),
    (
        "https://a.io/b?c=1&amp;d. (www.e.io) f@g.io",
        "<p><a href=https://a.io/b?c=1&d>https://a.io/b?c=1&d</a>. (<a href=http://www.e.io>www.e.io</a>) <a href=mailto:f@g.io>f@g.io</a></p>",
    ),
    (
        "[a][b] [B] [c] [^1]\n\n[b]: https://d.io",
        "<p><a href=https://d.io>a</a> <a href=https://d.io>B</a> [c] [^1]</p>",
    ),
    (
        "a[^b] [^c]\n\n[^b]: d",
        "<p>a<sup><a href=#readme-note:1 id=readme-reference:1>1</a></sup> [^c]</p>\
            <ol><li id=readme-note:1><p>d</p> <a href=#readme-reference:1>↩</a></li></ol>",
    ),
    (
        "[a](javascript:alert(1)) [b](data:text/html,c) [d](docs/e.md)",
        "<p><span>a</span> <span>b</span> <span>d</span></p>",
    ),
    (
        "[a]( java&#115;cript:alert(1)) <javascript:alert(1)>",
        "<p><span>a</span> <span>javascript:alert(1)</span></p>",
    ),
    (
        "![a](https://b.io/c.png) ![](d.png)",
        "<p><span>Image: a</span> <span>Image: d.png</span></p>",
    ),
    (
        "a <img src=x onerror=alert(1)> <!-- b -->",
        "<p>a <code><img src=x onerror=alert(1)></code></p>",
    ),
    (
        "<details>\n<b>a</b>\n</details>",
        "<code><details>\n<b>a</b>\n</details></code>",
    ),
    (
        "\\*a\\* &copy; &lt;b&gt; &#x1F600; &copyleft; &nope;",
        "<p>*a* © <b> 😀 &copyleft; &nope;</p>",
    ),
    (
        "😀 *é* 🎉 [ä](https://b.io) 漢字 **ü**",
        "<p>😀 <em>é</em> 🎉 <a href=https://b.io>ä</a> 漢字 <strong>ü</strong></p>",
    ),
    (
        "a *b* `c`\n  d  \n  e\\\n  f\n\n---\n",
        "<p>a <em>b</em> <code>c</code>\nd<br>e<br>f</p><hr>",
    ),
    (
        "[a] [B  c][] [*d*][a] [e] [f][g] ![h][a] [https://i.io] [https://j.io](https://k.io)\n\n\
            [a]: <https://l\\_m> \"n\"\n[b\nC]: https://o?p=1&amp;q\n[a]: r\n",
        "<p><a href=https://l_m>a</a> <a href=https://o?p=1&q>B  c</a> <a href=https://l_m><em>d</em></a> [e] [f][g] \
            <span>Image: h</span> [<a href=https://i.io>https://i.io</a>] <a href=https://k.io>https://j.io</a></p>",
    ),
    (
        "[a]() &copyright; [d](https://e\\)f&#41;) [g [h]](https://i.io)",
        "<p><span>a</span> &copyright; <a href=https://e)f)>d</a> <a href=https://i.io>g [h]</a></p>",
    ),
    (
        "[![a](b.png)](https://c.io) ~d~ http://localhost:8080/e, ~ f",
        "<p><a href=https://c.io><span>Image: a</span></a> <del>d</del> \
            <a href=http://localhost:8080/e>http://localhost:8080/e</a>, ~ f</p>",
    ),
    (
        "- a\n\n- b\n  - c\n  - d\n\n<!-- -->\n\n- [ ] e\n\n- f",
        "<ul><li><p>a</p></li><li><p>b</p><ul><li>c</li><li>d</li></ul></li></ul>\
            <ul><li><p><span>☐ </span><span>To do: </span>e</p></li><li><p>f</p></li></ul>",
    ),
    (
        "|a||b|\n|---|:-:|--:|\n|1|2|~~3~~|4|\n|5|",
        "<div><table><thead><tr><th>a</th><th></th><th>b</th></tr></thead><tbody>\
            <tr><td>1</td><td>2</td><td><del>3</del></td></tr>\
            <tr><td>5</td><td></td><td></td></tr></tbody></table></div>",
    ),
    (
        "> [!tip]\n> a\n\n> [!NOTE]\n\n> [!NOTE] a",
        "<blockquote><p>Tip</p><p>a</p></blockquote><blockquote><p>Note</p></blockquote>\
            <blockquote><p>[!NOTE] a</p></blockquote>",
    ),
    (
        "  ```yaml\n  b: https://x.io\n\n    c\n  ```\n\n- d\n\n  ```\n  e\n    f\n  ```\n\n> ```\n> g\n>   h\n> ```",
        "<pre>b: https://x.io\n\n  c</pre><ul><li><p>d</p><pre>e\n  f</pre></li></ul><blockquote><pre>g\n  h</pre></blockquote>",
    ),
    (
        "### a\n# b\n### c\n## b\n# b-1\n## d `e` [f](g) &amp; *h* ##",
        "<h3 id=readme-a>a</h3><h3 id=readme-b>b</h3><h4 id=readme-c>c</h4><h4 id=readme-b-1>b</h4>\
            <h3 id=readme-b-1-1>b-1</h3><h4 id=readme-d-e-f--h>d <code>e</code> <span>f</span> & <em>h</em></h4>",
    ),
    (
        "> a\n>   b `c\n> d` <b\n> e>\nf",
        "<blockquote><p>a\nb <code>c d</code> <code><b\n e></code>\nf</p></blockquote>",
    ),
    (
        "<!-- a\n\nb -->\n\nc <!-- d -->\n\n<script>\nx\n</script>",
        "<p>c</p><code><script>\nx\n</script></code>",
    ),
    (
        "[^x]: one\n    more\n[^b]: two\n\n    three\n\na[^b][^x] d[^b] [^none]\n\n[^unused]: four",
        "<p>a<sup><a href=#readme-note:1 id=readme-reference:1>1</a></sup><sup><a href=#readme-note:2 id=readme-reference:2>2</a></sup> \
            d<sup><a href=#readme-note:1>1</a></sup> [^none]</p>\
            <ol><li id=readme-note:1><p>two</p><p>three</p> <a href=#readme-reference:1>↩</a></li>\
            <li id=readme-note:2><p>one\nmore</p> <a href=#readme-reference:2>↩</a></li></ol>",
    ),
    ("[a]: https://b.io", ""),
];

/// The elements that are shown, with the attributes that lead somewhere or count.
const OUTLINE: &str = "return (function outline(node) {
    return [...node.childNodes].map(child => {
        if (child.nodeType !== Node.ELEMENT_NODE) return child.nodeType === Node.TEXT_NODE ? child.data : '';
        const name = child.localName;
        const kept = ['href', 'start', 'id'].filter(key => child.hasAttribute(key)).map(key => ` ${key}=${child.getAttribute(key)}`);
        return `<${name}${kept.join('')}>` + (['br', 'hr'].includes(name) ? '' : `${outline(child)}</${name}>`);
    }).join('');
})(document.querySelector('[data-testid=readme-page] .markdown'))";

#[test]
fn every_construct_is_shown_as_what_it_is() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.goto_section("readme").await?;
        for (text, expected) in SHOWN {
            browser.set_code(text).await?;
            let what = format!("for {text:?} to be shown as {expected:?}");
            browser
                .until(&what, async || {
                    let shown = browser.script(OUTLINE, Vec::new()).await?;
                    ensure!(shown == json!(expected), "it is shown as {shown}");
                    Ok(Some(()))
                })
                .await
                .context(what.clone())?;
        }
        Ok(())
    })
}

#[test]
fn the_page_of_a_rule_is_shown() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack().without("README.md")).await?;
        browser.until_rule("readme-missing", true).await?;
        let asked = "document.querySelector('[data-rule=readme-missing] .finding__why').click()";
        browser.script(asked, Vec::new()).await?;
        let headings = "return [...document.querySelectorAll('dialog .markdown h3')].map(h => [h.id, h.textContent])";
        browser
            .until("for the page of the rule", async || {
                let shown = browser.script(headings, Vec::new()).await?;
                let prefix = shown.get(0) == Some(&json!(["rule-what-it-does", "What it does"]));
                Ok(prefix.then_some(()))
            })
            .await
    })
}

/// Texts that are made to keep a parser busy or to overflow its stack, by the script that makes each.
const HOSTILE: &[(&str, &str)] = &[
    ("links", "'[a]('.repeat(many)"),
    ("brackets", "'['.repeat(many) + ']'.repeat(many)"),
    (
        "brackets in paragraphs",
        "('['.repeat(400) + ']'.repeat(99) + '\\n\\n').repeat(40)",
    ),
    ("quotes", "'> '.repeat(many) + 'a'"),
    ("lists", "'- '.repeat(many) + 'a'"),
    ("numbers", "'1. '.repeat(many) + 'a'"),
    (
        "lists in lines",
        "Array.from({ length: 1000 }, (_, deep) => '  '.repeat(deep) + '- a\\n').join('')",
    ),
    ("emphasis", "'*a '.repeat(many) + ' a*'.repeat(many)"),
    (
        "emphasis in paragraphs",
        "('*a **b _c '.repeat(120) + '\\n\\n').repeat(40)",
    ),
    (
        "code",
        "Array.from({ length: 400 }, (_, ticks) => 'a' + '`'.repeat(ticks)).join('')",
    ),
    ("angles", "'<a '.repeat(many)"),
    ("comments", "'a ' + '<!-- '.repeat(many)"),
    ("autolinks", "'http://'.repeat(many)"),
    ("letters", "'a@'.repeat(many)"),
    ("addresses", "'www.a.'.repeat(many)"),
    (
        "tables",
        "'|a'.repeat(2000) + '\\n' + '|-'.repeat(2000) + '\\n' + '|\\n'.repeat(2000)",
    ),
    ("headings", "'# a\\n'.repeat(many)"),
    ("entities", "'&'.repeat(many) + '&lt;'.repeat(many)"),
    (
        "footnotes",
        "Array.from({ length: 2000 }, (_, note) => `a[^${note}]\\n\\n[^${note}]: b\\n\\n`).join('')",
    ),
    ("fences", "'```\\n'.repeat(many)"),
];

#[test]
fn hostile_texts_are_shown_at_once() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.goto_section("readme").await?;
        browser.element("[data-testid=readme-page] [id]").await?;
        for (what, text) in HOSTILE {
            let script = format!(
                "const many = 20000, text = {text}, [done] = arguments;
                const host = document.createElement('div');
                import(new URL(document.querySelector('meta[name=pack-code-editor]').content, document.baseURI)).then(code => {{
                    const started = performance.now();
                    code.showMarkdown(host, text, 'a-');
                    const look = () => host.dataset.lines === undefined ? setTimeout(look) : done(performance.now() - started);
                    look();
                }}, error => done(String(error)));"
            );
            let took = browser.script_that_waits(&script).await?;
            ensure!(
                took.as_f64().is_some_and(|took| took < 3_000.0),
                "{what} took {took} ms"
            );
        }
        Ok(())
    })
}

#[test]
fn the_preview_shows_the_beginning_without_marks() -> Result<()> {
    let text = "# Title\n\nText with **bold**, `code`, ![no](logo.png)[a link](https://example.org) &amp; <!-- b -->more[^1].\n\n\
        - one\n- [x] two\n\n| a | `b` |\n|---|---|\n| 1 | 2 |\n\n> quoted\n\n[^1]: not shown\n";
    let pack = sound_pack().with("README.md", text.as_bytes());
    visit(async |browser| {
        open(browser, &pack).await?;
        let shown = "return document.querySelector('.preview-details__readme')?.textContent";
        let expected = "Title\n\nText with bold, code, a link & more.\n\n• one\n• ☑ two\n\na · b\n1 · 2\n\nquoted";
        browser
            .until("for the preview of the README", async || {
                let shown = browser.script(shown, Vec::new()).await?;
                ensure!(shown == json!(expected), "it is {shown}");
                Ok(Some(()))
            })
            .await
    })
}
