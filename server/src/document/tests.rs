//! What the paper says, read back with poppler's tools as a person, a printer and a screen reader would.

mod budget;
mod fixture;
mod household;
mod poppler;

use app::copy::{Line, PersonCopy};
use leptos::prelude::RenderHtml;

use fixture::{empty, typical};
use poppler::{fonts, info, structure, text};

/// Spaces of all kinds are one: what matters is that words and figures follow each other.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn assert_says_everything(copy: &PersonCopy, read: &str) {
    assert_says(copy.texts(), read);
}

fn assert_says(texts: Vec<String>, read: &str) {
    let read = words(read);
    let mut rest = read.as_str();
    for text in texts {
        let wanted = words(&text);
        let at = rest.find(&wanted).unwrap_or_else(|| {
            panic!(
                "« {wanted} » is missing or out of order, after:\n…{}",
                rest.chars().take(200).collect::<String>()
            )
        });
        rest = &rest[at + wanted.len()..];
    }
}

#[test]
fn every_word_of_the_copy_is_on_the_paper_in_order() {
    let copy = typical();
    let bytes = super::pdf(&copy).unwrap();
    assert_says_everything(&copy, &structure(&bytes));
}

#[test]
fn the_copy_is_tagged_for_screen_readers() {
    let bytes = super::pdf(&typical()).unwrap();
    let info = info(&bytes);
    assert!(info.contains("Tagged:          yes"), "{info}");
    assert!(
        info.contains("pts (A4)") && info.contains("PDF version:     1.7"),
        "{info}"
    );
    assert!(!info.contains("PDF/X"), "{info}");
    let tree = poppler::structure_tree(&bytes);
    for role in ["Document", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody"] {
        assert!(
            tree.lines()
                .any(|line| line.split_whitespace().next() == Some(role)),
            "no {role} in:\n{tree}"
        );
    }
    assert!(
        !structure(&bytes).contains("page 1 / "),
        "the foot of the page is read aloud"
    );
    let raw = lopdf::Document::load_mem(&bytes).unwrap();
    let catalog = raw.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"fr");
    assert!(
        catalog
            .get(b"ViewerPreferences")
            .unwrap()
            .as_dict()
            .unwrap()
            .get(b"DisplayDocTitle")
            .unwrap()
            .as_bool()
            .unwrap()
    );
}

#[test]
fn the_copy_in_large_print_says_the_same_in_letters_of_twelve_points_and_more() {
    let copy = household::mother_of_two("complete");
    let [usual, large] = [
        super::pdf(&copy).unwrap(),
        super::large_print(&copy).unwrap(),
    ];
    assert_says_everything(&copy, &structure(&large));
    assert!(info(&large).contains("pts (A4)"));
    let smallest = |bytes: &[u8]| poppler::heights(bytes).into_iter().fold(f32::MAX, f32::min);
    let times = smallest(&large) / smallest(&usual);
    assert!((1.29..1.31).contains(&times), "{times}");
    for page in poppler::pages(&large) {
        assert!(page.contains("Bilan 7F-42K"), "{page}");
    }
}

#[test]
fn what_is_cut_by_a_page_says_its_name_again() {
    let copy = typical();
    let many = Line::new("Une aide\u{a0}:", "une phrase qui dit ce qu’elle donne.");
    let mut long = copy.clone();
    long.roadmap.as_mut().unwrap().stops[0].asks = vec![many; 60];
    let pages = poppler::pages(&super::pdf(&long).unwrap());
    assert!(pages[1].starts_with("CAF (suite)"), "{}", pages[1]);
    // A screen reader goes on without it.
    assert!(!structure(&super::pdf(&long).unwrap()).contains("(suite)"));
}

#[test]
fn the_fonts_are_embedded_cut_down_and_searchable() {
    let listing = fonts(&super::pdf(&typical()).unwrap());
    let lines: Vec<&str> = listing.lines().skip(2).collect();
    assert_eq!(lines.len(), 2, "{listing}");
    for line in lines {
        assert!(line.contains("yes yes yes"), "{listing}");
    }
}

#[test]
fn the_foot_numbers_the_pages_and_carries_the_code_but_no_name() {
    let copy = typical();
    let bytes = super::pdf(&copy).unwrap();
    let pages = poppler::pages(&bytes);
    assert!((2..=4).contains(&pages.len()), "{} pages", pages.len());
    for (i, page) in pages.iter().enumerate() {
        assert!(
            page.contains(&format!("page {} / {}", i + 1, pages.len())),
            "{page}"
        );
        assert!(page.contains("Bilan 7F-42K"), "{page}");
        assert_eq!(page.contains("Awa"), i == 0);
    }
    assert!(!info(&bytes).contains("Awa"));
}

#[test]
fn the_date_of_the_file_is_the_one_given() {
    assert!(
        info(&super::pdf(&typical()).unwrap())
            .contains("CreationDate:    Sat Nov 21 14:32:00 2026 UTC")
    );
}

#[test]
fn no_character_of_our_own_is_missing() {
    let fonts = super::fonts::Fonts::embedded().unwrap();
    for text in typical().texts() {
        for c in text.chars() {
            assert!(
                fonts
                    .glyph(c, super::fonts::Weight::Bold)
                    .is_none_or(|g| !g.missing),
                "{c:?} in {text}"
            );
        }
    }
}

#[test]
fn an_empty_bilan_makes_a_paper_of_one_page() {
    let copy = empty();
    let bytes = super::pdf(&copy).unwrap();
    assert_eq!(poppler::pages(&bytes).len(), 1);
    assert_says_everything(&copy, &structure(&bytes));
}

#[test]
fn sixty_rights_and_forty_documents_flow_over_the_pages() {
    let mut copy = typical();
    let rights = copy.rights.as_mut().unwrap();
    let one = rights.groups[0].rights[0].clone();
    rights.groups[0].rights = (1..=60)
        .map(|i| app::copy::RightLine {
            name: format!("Droit numéro {i}."),
            ..one.clone()
        })
        .collect();
    let stop = &mut copy.roadmap.as_mut().unwrap().stops[0];
    stop.asks = (1..=60)
        .map(|i| Line::new(format!("Demande {i}\u{A0}:"), "environ 403\u{A0}€ par mois"))
        .collect();
    stop.bring = (1..=40).map(|i| format!("document {i}")).collect();
    let bytes = super::pdf(&copy).unwrap();
    assert!(poppler::pages(&bytes).len() >= 5);
    assert_says_everything(&copy, &structure(&bytes));
}

#[test]
fn a_word_of_two_hundred_letters_is_cut_and_not_lost() {
    let mut copy = typical();
    let long = "anticonstitutionnellement".repeat(8);
    copy.roadmap.as_mut().unwrap().stops[0]
        .name
        .clone_from(&long);
    copy.opening.push(long.clone());
    let read: String = structure(&super::pdf(&copy).unwrap())
        .split_whitespace()
        .collect();
    assert_eq!(read.matches(&long).count(), 2);
}

#[test]
fn what_can_not_be_drawn_is_marked_and_nothing_panics() {
    let mut copy = typical();
    copy.name = Some("Awa 👩‍👧 محمد Nguyễn\u{200B}\u{0}".to_owned());
    copy.opening.push("\u{202E}‏עברית‎ ok".to_owned());
    let bytes = super::pdf(&copy).unwrap();
    let read = structure(&bytes);
    assert!(
        read.contains("Awa \u{FFFD}\u{FFFD} \u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD} Nguyễn"),
        "{read}"
    );
    assert!(read.contains("\u{FFFD} ok"));
}

#[test]
fn headings_stay_with_what_follows_them() {
    // Whatever the length of what precedes, no page ends with a heading.
    for extra in 0..24 {
        let mut copy = typical();
        copy.opening
            .extend((0..extra).map(|i| format!("Ligne {i}.")));
        let headings: Vec<String> = [
            &copy.roadmap.as_ref().unwrap().title,
            &copy.rights.as_ref().unwrap().title,
        ]
        .into_iter()
        .chain(copy.chapters.iter().map(|c| &c.title))
        .map(|t| words(t))
        .collect();
        for page in poppler::pages(&super::pdf(&copy).unwrap()) {
            let body = page.split("Bilan 7F-42K").next().unwrap_or_default();
            let last = words(body.trim_end().lines().last().unwrap_or_default());
            assert!(
                !headings.contains(&last),
                "{last} stands alone at the foot of a page ({extra})"
            );
        }
    }
}

/// With `BILAN_PAPERS=folder`, also writes the papers there, for a person to look at (`pdftoppm -r 80 -png`).
#[test]
fn the_papers_are_light_and_can_be_looked_at() {
    for (name, copy) in [
        ("typique", typical()),
        ("vide", empty()),
        ("mere", household::mother_of_two("complete")),
        ("neutre", household::mother_of_two("neutre")),
        ("anglais", household::mother_of_two_in("en")),
    ] {
        let bytes = super::pdf(&copy).unwrap();
        assert!(bytes.len() < 160_000, "{} bytes", bytes.len());
        paper_to_look_at(&format!("copie-{name}.pdf"), bytes);
    }
}

/// With `BILAN_PAPERS=folder`, writes a paper there.
fn paper_to_look_at(name: &str, bytes: Vec<u8>) {
    if let Some(folder) = std::env::var_os("BILAN_PAPERS") {
        std::fs::write(std::path::Path::new(&folder).join(name), bytes).unwrap();
    }
}

#[test]
fn a_bilan_of_the_real_catalogue_fits_a_few_pages() {
    let copy = household::mother_of_two("complete");
    let bytes = super::pdf(&copy).unwrap();
    assert_says_everything(&copy, &structure(&bytes));
    let read = words(&structure(&bytes));
    for right in [
        "RSA majoré",
        "Allocation de soutien familial",
        "Allocations familiales",
        "Complémentaire santé solidaire",
    ] {
        assert!(read.contains(right), "{right}: {read}");
    }
    let pages = poppler::pages(&bytes).len();
    assert!(pages <= 4, "{pages} pages");
}

/// With `BILAN_PAPERS=folder`, writes a page there as a browser shows it.
fn to_look_at(name: &str, html: &str) {
    if let Some(folder) = std::env::var_os("BILAN_PAPERS") {
        let page = format!(
            "<!doctype html><html lang=\"fr\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{name}</title><style>{}</style><main class=\"page\">{html}</main></html>",
            app::STYLESHEET
        );
        std::fs::write(std::path::Path::new(&folder).join(name), page).unwrap();
    }
}

/// The words of a page.
fn without_tags(html: &str) -> String {
    let mut read = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                read.push(' ');
            }
            _ if !inside => read.push(c),
            _ => {}
        }
    }
    read
}

/// The page is the other picture of the same copy: it must say the same words in the same order.
#[test]
fn the_page_says_the_same_words_in_the_same_order() {
    let copy = household::mother_of_two("complete");
    let html = app::pages::copy_article(copy.clone()).to_html();
    to_look_at("copie.html", &html);
    assert_says_everything(&copy, &without_tags(&html));
}

/// What is in French within another language says so, on the page and in the tags.
#[test]
fn a_copy_in_english_says_where_it_is_in_french() {
    let copy = household::mother_of_two_in("en");
    let bytes = super::pdf(&copy).unwrap();
    let plain = |text: &String| app::copy::unmarked(text);
    // Around a French name, the reader of the structure puts spaces of its own.
    let tight = |text: String| text.split_whitespace().collect::<String>();
    let texts = copy.texts().iter().map(plain).map(tight).collect();
    assert_says(texts, &tight(structure(&bytes)));
    let raw = lopdf::Document::load_mem(&bytes).unwrap();
    let lang = raw.catalog().unwrap().get(b"Lang").unwrap().as_str();
    assert_eq!(lang.unwrap(), b"en");
    let drawn: Vec<u8> = raw
        .page_iter()
        .flat_map(|page| raw.get_page_content(page))
        .collect();
    let drawn = String::from_utf8_lossy(&drawn);
    let (all, french) = (
        drawn.matches("/MCID").count(),
        drawn.matches("/Lang").count(),
    );
    assert!(french > 10 && french < all, "{french} of {all}");
    let pages = poppler::pages(&bytes);
    assert!(pages[0].contains(&format!("page 1 / {}", pages.len())));

    let html = app::pages::copy_article(copy).to_html();
    to_look_at("copie-anglais.html", &html);
    assert!(html.contains("lang=\"en\" dir=\"ltr\""), "{html}");
    assert!(html.contains("<bdi lang=\"fr\">CAF</bdi>"), "{html}");
    assert!(!html.contains('\u{2066}'));
}

#[test]
fn a_copy_from_right_to_left_turns_the_page_round() {
    let mut copy = typical();
    copy.setting.lang = "ar".to_owned();
    copy.setting.direction = "rtl";
    let html = app::pages::copy_article(copy).to_html();
    to_look_at("copie-droite-a-gauche.html", &html);
    assert!(html.contains("lang=\"ar\" dir=\"rtl\""), "{html}");
}

#[test]
fn the_typical_copy_reads_like_this() {
    insta::assert_snapshot!(text(&super::pdf(&typical()).unwrap()));
}

#[test]
fn the_support_is_tagged_and_says_everything_in_order() {
    let support = household::support_of_mother();
    let bytes = super::support_pdf(&support).unwrap();
    assert_says(support.texts(), &structure(&bytes));
    let told = info(&bytes);
    assert!(told.contains("Tagged:          yes"), "{told}");
    assert!(!told.contains("Awa"), "{told}");
    let pages = poppler::pages(&bytes);
    for page in &pages {
        assert!(
            words(page).contains("Ce n’est pas la copie de la personne"),
            "{page}"
        );
    }
    assert!((8..=40).contains(&pages.len()), "{} pages", pages.len());
    assert!(bytes.len() < 400_000, "{} bytes", bytes.len());
    paper_to_look_at("support.pdf", bytes);
}

/// The page of the support says the same, for every situation, and stays light.
#[test]
fn the_page_of_the_support_says_the_same_and_stays_light() {
    let mut weights = Vec::new();
    for (name, support) in household::supports() {
        let html = app::pages::support_article(support.clone(), true).to_html();
        if weights.len() < 20 {
            let read = without_tags(&html)
                .replace("&gt;", ">")
                .replace("&lt;", "<")
                .replace("&amp;", "&");
            assert_says(support.texts(), &read);
        }
        weights.push((html.len(), name));
    }
    weights.sort();
    let mother = household::support_of_mother();
    to_look_at(
        "support.html",
        &app::pages::support_article(mother, true).to_html(),
    );
    let heaviest = weights.last().unwrap();
    assert!(heaviest.0 < 115_000, "{heaviest:?}");
    println!("heaviest support: {heaviest:?}");
}
