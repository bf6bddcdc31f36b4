//! No word is lost and no line is wider than its column, whatever the text.

use proptest::prelude::*;

use super::*;

fn text(line: &Line) -> String {
    line.fragments
        .iter()
        .flat_map(|f| &f.glyphs)
        .map(|g| g.character)
        .collect()
}

fn lines(spans: &[Span], width: f32) -> Vec<String> {
    wrap(&Fonts::embedded().unwrap(), spans, 12.0, width)
        .iter()
        .map(text)
        .collect()
}

#[test]
fn french_punctuation_and_amounts_are_never_separated() {
    let spans = [Span::plain(
        "Le RSA majoré\u{A0}: entre 833\u{A0}€ et 1\u{202F}242\u{A0}€ par mois, «\u{A0}peut-être\u{A0}»\u{202F}!",
    )];
    for width in 60..300u16 {
        for line in lines(&spans, f32::from(width)) {
            let line = line.trim_end();
            assert!(
                !line.starts_with([':', '€', '»', '!', '2']),
                "{line:?} at {width}"
            );
            assert!(!line.ends_with('«'), "{line:?} at {width}");
        }
    }
}

#[test]
fn a_word_wider_than_the_column_is_cut_where_it_can_be() {
    let address = [Span::plain("demande-logement-social.gouv.fr")];
    assert_eq!(
        lines(&address, 120.0),
        ["demande-logement-", "social.gouv.fr"]
    );
    let long = "x".repeat(200);
    let cut = lines(&[Span::plain(long.clone())], 120.0);
    assert!(cut.len() > 5);
    assert_eq!(cut.concat(), long);
}

#[test]
fn looks_may_change_inside_a_word_and_between_words() {
    let spans = [
        Span::bold("À apporter\u{A0}: "),
        Span::plain("RIB"),
        Span::plain(", bail"),
    ];
    let wrapped = wrap(&Fonts::embedded().unwrap(), &spans, 12.0, 500.0);
    assert_eq!(wrapped.len(), 1);
    assert_eq!(text(&wrapped[0]), "À apporter\u{A0}: RIB, bail");
    let parts: Vec<usize> = wrapped[0].fragments.iter().map(|f| f.part).collect();
    assert_eq!(parts, [0, 1, 2]);
}

#[test]
fn nothing_gives_nothing() {
    assert!(lines(&[], 100.0).is_empty());
    assert!(lines(&[Span::plain("  \n ")], 100.0).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn every_word_stays_and_no_line_is_too_wide(words in prop::collection::vec("[a-zéèà'’.,-]{1,40}", 0..60), bold in any::<bool>(), width in 60.0_f32..500.0) {
        let fonts = Fonts::embedded().unwrap();
        let whole = words.join(" ");
        let span = if bold { Span::bold(whole.clone()) } else { Span::plain(whole.clone()) };
        let wrapped = wrap(&fonts, &[span], 12.0, width);
        let dense = |s: &str| s.replace(' ', "");
        prop_assert_eq!(dense(&wrapped.iter().map(text).collect::<String>()), dense(&whole));
        for line in &wrapped {
            let weight = if bold { Weight::Bold } else { Weight::Regular };
            let seen = fonts.width(text(line).trim_end(), weight, 12.0);
            prop_assert!(seen <= width + 0.05, "{} > {}", seen, width);
            prop_assert!((seen - line.width).abs() < 0.05);
        }
        // A word is whole on one line whenever it fits the column.
        let shown: Vec<String> = wrapped.iter().flat_map(|line| text(line).split(' ').map(str::to_owned).collect::<Vec<_>>()).filter(|w| !w.is_empty()).collect();
        if words.iter().all(|w| fonts.width(w, Weight::Bold, 12.0) <= width && fonts.width(w, Weight::Regular, 12.0) <= width) {
            prop_assert_eq!(shown, words);
        }
    }
}
