//! Which browser opened a session, in one word: enough for its owner to know it again, and nothing that follows them.

/// How each family names itself; the first found counts, since most of them also name others.
const FAMILIES: [(&str, &str); 9] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Chromium", "Chrome"),
    ("Safari", "Safari"),
];

/// The family of a `User-Agent`; `None` when it is none of those that are known.
pub fn family(user_agent: &str) -> Option<&'static str> {
    FAMILIES
        .iter()
        .find(|(mark, _)| user_agent.contains(mark))
        .map(|(_, family)| *family)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_one_word() {
        const CHROME: &str = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36";
        assert_eq!(family(CHROME), Some("Chrome"));
        assert_eq!(family(&format!("{CHROME} Edg/130.0")), Some("Edge"));
        let firefox = "Mozilla/5.0 (Windows NT 10.0; rv:130.0) Gecko/20100101 Firefox/130.0";
        assert_eq!(family(firefox), Some("Firefox"));
        assert_eq!(family("curl/8.5.0"), None);
    }
}
