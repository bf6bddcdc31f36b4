use super::*;
use crate::copy::unmarked;
use crate::languages::of_code;

fn said(raw: &str) -> String {
    said_in(french(), raw)
}

fn said_in(language: &Language, raw: &str) -> String {
    match tell(raw, language) {
        Told::Said(text) => text,
        Told::AsWritten(raw) => panic!("{raw} was not said"),
    }
}

#[test]
fn weeks_are_said_as_one_says_them() {
    for (raw, sentences) in [
        (
            "Mo-Fr 09:00-12:00,14:00-17:00",
            "Du lundi au vendredi de 9 h à 12 h et de 14 h à 17 h.",
        ),
        (
            "Mo,Tu,Th,Fr 09:00-12:00,14:00-17:00; We 09:00-12:00",
            "Du lundi au vendredi de 9 h à 12 h et de 14 h à 17 h. Fermé le mercredi après-midi.",
        ),
        (
            "Mo-Fr 09:00-12:00,14:00-17:00; We 12:00-24:00 off",
            "Du lundi au vendredi de 9 h à 12 h et de 14 h à 17 h. Fermé le mercredi après-midi.",
        ),
        (
            "Mo-Fr 08:30-12:30; We off",
            "Du lundi au vendredi de 8 h 30 à 12 h 30. Fermé le mercredi.",
        ),
        (
            "Tu,Th 14:00-17:30",
            "Le mardi et le jeudi de 14 h à 17 h 30.",
        ),
        ("Mo-Su 09:00-18:00", "Tous les jours de 9 h à 18 h."),
        ("24/7", "Tous les jours, jour et nuit."),
        (
            "Mo-Fr 09:00-17:00; Sa 09:00-12:00; PH off",
            "Du lundi au vendredi de 9 h à 17 h. Le samedi de 9 h à 12 h. Fermé les jours fériés.",
        ),
        (
            "Mo-Fr 09:00-12:00, We 14:00-16:00",
            "Du lundi au vendredi de 9 h à 12 h.",
        ),
    ] {
        if raw.contains(", We") {
            assert_eq!(
                said(raw),
                "Le lundi, le mardi, le jeudi et le vendredi de 9 h à 12 h. Le mercredi de 9 h à 12 h et de 14 h à 16 h."
            );
        } else {
            assert_eq!(said(raw), sentences, "{raw}");
        }
    }
}

#[test]
fn parts_of_the_year_and_words_are_said() {
    assert_eq!(
        said("Mo-Fr 09:00-17:00; Aug off"),
        "Du lundi au vendredi de 9 h à 17 h. Fermé en août."
    );
    assert_eq!(
        said("Mo-Fr 09:00-17:00; Jul 01-Aug 31 Mo-Fr 09:00-12:00"),
        "Du lundi au vendredi de 9 h à 17 h. Du 1er juillet au 31 août : du lundi au vendredi de 9 h à 12 h."
    );
    assert_eq!(
        said("We 14:00-16:00 \"sur rendez-vous\""),
        "Le mercredi de 14 h à 16 h. Précision : sur rendez-vous."
    );
}

#[test]
fn hours_are_said_in_the_language_of_the_copy() {
    let english = of_code(Some("en"));
    for (raw, sentences) in [
        (
            "Mo,Tu,Th,Fr 09:00-12:00,14:00-17:30; We 09:00-12:00; PH off",
            "Monday to Friday from 9:00 to 12:00 and from 14:00 to 17:30. Closed on Wednesday afternoon. Closed on public holidays.",
        ),
        (
            "Tu,Th 14:00-24:00",
            "Tuesday and Thursday from 14:00 to midnight.",
        ),
        ("24/7", "Every day, day and night."),
        (
            "Mo-Fr 09:00-17:00; SH 10:00-12:00; Jul 01-Aug 31 Mo-Fr 09:00-12:00",
            "Monday to Friday from 9:00 to 17:00. Open during school holidays, from 10:00 to 12:00. From 1 July to 31 August: Monday to Friday from 9:00 to 12:00.",
        ),
        (
            "Mo-Fr 09:00-17:00; Aug off",
            "Monday to Friday from 9:00 to 17:00. Closed in August.",
        ),
    ] {
        assert_eq!(said_in(english, raw), sentences, "{raw}");
    }
    // What somebody wrote stays in French, and is marked as such.
    for (raw, all) in [
        (
            "We 14:00-16:00 \"sur rendez-vous\"",
            "Wednesday from 14:00 to 16:00. Note: sur rendez-vous.",
        ),
        ("sur rdv", "Hours as they were written: sur rdv"),
    ] {
        let told = told(raw, english);
        assert_eq!(unmarked(&told), all);
        assert!(told.contains("\u{2066}sur r"), "{told}");
    }
}

#[test]
fn what_can_not_be_read_or_said_is_shown_as_written() {
    for raw in [
        "lundi au vendredi 9h-12h",
        "sur rdv",
        "Mo-Fr sunrise-sunset",
        "Th[3] 09:00-12:00",
        "week 2-52/2 Mo 09:00-12:00",
        "Mo 09:00-",
    ] {
        assert_eq!(
            tell(raw, french()),
            Told::AsWritten(raw.to_owned()),
            "{raw}"
        );
        assert!(told(raw, french()).ends_with(raw));
    }
}

#[test]
fn the_day_itself_knows_the_holidays() {
    let on = |raw, day: &str| today(raw, day.parse().unwrap()).unwrap();
    let raw = "Mo-Fr 09:00-12:00,14:00-17:00; PH off";
    assert_eq!(
        on(raw, "2026-11-23"),
        "Aujourd’hui, lundi 23 novembre : de 9 h à 12 h et de 14 h à 17 h."
    );
    assert_eq!(
        on(raw, "2026-11-22"),
        "Fermé aujourd’hui, dimanche 22 novembre."
    );
    assert_eq!(
        on(raw, "2026-05-01"),
        "Fermé aujourd’hui, vendredi 1er mai."
    );
    assert_eq!(
        on(raw, "2027-03-29"),
        "Fermé aujourd’hui, lundi 29 mars.",
        "Easter Monday"
    );
    assert_eq!(
        on("Mo-Fr 09:00-12:00", "2026-05-01"),
        "Aujourd’hui, vendredi 1er mai : de 9 h à 12 h.",
        "nobody said that it closes"
    );
    assert_eq!(
        on("Th[3] 09:00-12:00", "2026-11-19"),
        "Aujourd’hui, jeudi 19 novembre : de 9 h à 12 h."
    );
    assert_eq!(today("sur rdv", "2026-11-23".parse().unwrap()), None);
}
