//! Reads a page as a browser does, enough of it to tell what a text that somebody typed became.

/// An element as it opens: its name, its attributes, and the text of a script.
#[derive(Debug, Default)]
pub struct Tag {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub text: String,
}

/// The elements of a page, and its comments as elements named `!--`.
pub fn tags(page: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            let end = comment.find("-->").unwrap_or(comment.len());
            found.push(Tag {
                name: "!--".to_owned(),
                text: comment[..end].to_owned(),
                ..Tag::default()
            });
            rest = &comment[end..];
        } else if rest.starts_with(|sign: char| sign.is_ascii_alphabetic()) {
            let (mut tag, after) = tag(rest);
            rest = after;
            if ["script", "style", "textarea", "title"].contains(&tag.name.as_str()) {
                let end = format!("</{}", tag.name);
                let end = rest.to_ascii_lowercase().find(&end).unwrap_or(rest.len());
                tag.text = rest[..end].to_owned();
                rest = &rest[end..];
            }
            found.push(tag);
        }
    }
    found
}

/// The element that begins here, and what follows it.
fn tag(text: &str) -> (Tag, &str) {
    let end = |sign: char| sign.is_whitespace() || sign == '/' || sign == '>';
    let at = text.find(end).unwrap_or(text.len());
    let mut tag = Tag {
        name: text[..at].to_ascii_lowercase(),
        ..Tag::default()
    };
    let mut rest = &text[at..];
    loop {
        rest = rest.trim_start_matches(|sign: char| sign.is_whitespace() || sign == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return (tag, rest.get(1..).unwrap_or_default());
        }
        // A name may begin with an equals sign, and holds at least one sign.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let at = rest[first..].find(|sign| end(sign) || sign == '=');
        let at = at.map_or(rest.len(), |at| at + first);
        let name = rest[..at].to_ascii_lowercase();
        rest = rest[at..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let quote = after
                .chars()
                .next()
                .filter(|sign| ['"', '\''].contains(sign));
            let (start, stop) = match quote {
                Some(quote) => (1, after[1..].find(quote).map(|at| at + 1)),
                None => (
                    0,
                    after.find(|sign: char| sign.is_whitespace() || sign == '>'),
                ),
            };
            let stop = stop.unwrap_or(after.len());
            value = &after[start..stop];
            rest = after[stop..]
                .strip_prefix(['"', '\''])
                .unwrap_or(&after[stop..]);
        }
        tag.attributes.push((name, value.to_owned()));
    }
}

/// The signs that an attribute stands for.
fn decoded(value: &str) -> String {
    [
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&#x2F;", "/"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(value.to_owned(), |text, (name, sign)| {
        text.replace(name, sign)
    })
}

/// Whether following an address stays on the web: what a browser reads as a scheme, once it has dropped what it drops.
fn leads_to_the_web(address: &str) -> bool {
    let address: String = decoded(address)
        .chars()
        .filter(|sign| !sign.is_whitespace() && !sign.is_control())
        .collect();
    let address = address.to_lowercase();
    let scheme = address.split_once(':').map(|(scheme, _)| scheme);
    let scheme = scheme.filter(|scheme| !scheme.contains(['/', '?', '#']));
    scheme.is_none_or(|scheme| ["http", "https", "tel", "mailto"].contains(&scheme))
}

/// What of a page is not what we wrote: elements, attributes or scripts that hold one of `marks`, anything that runs, and links that
/// lead to anything but the web.
pub fn faults(page: &str, marks: &[&str]) -> Vec<String> {
    const ADDRESSES: [&str; 8] = [
        "href",
        "src",
        "action",
        "formaction",
        "xlink:href",
        "data",
        "poster",
        "srcset",
    ];
    let marked = |text: &str| marks.iter().any(|mark| text.contains(mark));
    let mut found = Vec::new();
    for tag in tags(page) {
        let runs = ["script", "style", "!--"].contains(&tag.name.as_str()) && marked(&tag.text);
        if marked(&tag.name) || runs {
            found.push(format!("<{} {}", tag.name, tag.text));
        }
        for (name, value) in &tag.attributes {
            let leads = !ADDRESSES.contains(&name.as_str()) || leads_to_the_web(value);
            let ours = name == "id" || name == "class" || name == "srcdoc";
            if marked(name) || name.starts_with("on") || !leads || (ours && marked(value)) {
                found.push(format!("<{} {name}={value}", tag.name));
            }
        }
    }
    found
}

#[test]
fn what_a_browser_would_run_is_seen() {
    for page in [
        "<p>zq9<img src=x onerror=zq9()></p>",
        "<a href=\" java\tscript:zq9()\">",
        "<a href='data:text/html,zq9'>",
        "<input value=\"\"><b id=zq9>",
        "<textarea>a</textarea><svg/onload=zq9()>",
        "<script>var a = 'zq9'</script>",
        "<p><!--zq9 --></p>",
        "<zq9>",
        "<p zq9>",
    ] {
        assert!(!faults(page, &["zq9"]).is_empty(), "{page}");
    }
    let fine = "<textarea><img onerror=zq9()></textarea><input value=\"<b onclick=zq9>\"/><a href=\"/a?zq9:\">javascript:zq9</a>
                <a href=tel:01>a</a><title></b zq9></title>&lt;script>zq9";
    assert!(
        faults(fine, &["zq9"]).is_empty(),
        "{:?}",
        faults(fine, &["zq9"])
    );
}
