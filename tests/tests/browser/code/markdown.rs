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
