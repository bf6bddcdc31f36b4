//! The counters of the person's commune, under each organisation of the copy.
//!
//! What was found is frozen with the copy; where to go is not. A counter that has moved since then would send somebody to a
//! closed door, so a reprint tells what is known on the day it is printed, and says of when that is. An organisation without a
//! counter keeps its national telephone and site. The neutral copy names no place: an address tells where somebody lives.

use std::collections::BTreeMap;

use rules::YearMonth;

use super::model::{PersonCopy, Roadmap, Stop};
use super::voice::Voice;
use crate::desk::{Bilan, Desk};
use crate::directory::{Freshness, Place, commune_of, hours};
use crate::languages::Language;

/// The copy, written in this language, with the places of the commune that was answered. When the directory does not answer,
/// the copy is given all the same: the national numbers are on it.
pub async fn with_places(
    mut copy: PersonCopy,
    desk: &dyn Desk,
    bilan: &Bilan,
    language: &Language,
) -> PersonCopy {
    let catalogue = desk.catalogue();
    let Some(commune) = commune_of(&catalogue, bilan) else {
        return copy;
    };
    let organisations: Vec<String> = stops(&mut copy)
        .filter(|stop| !stop.organisation.is_empty())
        .map(|stop| stop.organisation.clone())
        .collect();
    if !organisations.is_empty() {
        let found = desk.places(&commune, &organisations).await;
        let voice = Voice {
            catalogue: &catalogue,
            language,
            on: bilan.law_date,
        };
        name_places(&voice, &mut copy, &found.unwrap_or_default());
    }
    copy
}

fn stops(copy: &mut PersonCopy) -> impl Iterator<Item = &mut Stop> {
    let roadmap = copy.roadmap.iter_mut();
    roadmap.flat_map(Roadmap::all_stops_mut)
}

/// Writes under each organisation where it is.
pub(super) fn name_places(
    voice: &Voice<'_>,
    copy: &mut PersonCopy,
    places: &BTreeMap<String, Place>,
) {
    for stop in stops(copy) {
        if let Some(place) = places.get(&stop.organisation) {
            let lines = lines(voice, place);
            stop.places = lines.iter().map(|line| voice.set(line)).collect();
            if place.is_sure() {
                stop.find.clear();
            }
        }
    }
}

/// Where, when, how to call, and of when we know it. What is not sure never reads like an address one can trust.
fn lines(voice: &Voice<'_>, place: &Place) -> Vec<String> {
    let sure = place.is_sure();
    let name = std::iter::once(place.name.clone()).chain(place.address.iter().cloned());
    let name = ended(&name.collect::<Vec<_>>().join(", "));
    let name = voice.in_french(&name);
    let mut told = match sure {
        true => name,
        false => voice.tell("place-unsure", &[("place", name.into())]),
    };
    if let Some(phone) = &place.phone {
        let phone = voice.in_french(&spaced(phone));
        told = voice.tell(
            "place-phone",
            &[("place", told.into()), ("phone", phone.into())],
        );
    }
    // A telephone is enough: the organisation's own site stands above.
    if let Some(site) = place.website.as_ref().filter(|_| place.phone.is_none()) {
        let site = voice.in_french(bare(site));
        told = voice.tell(
            "place-site",
            &[("place", told.into()), ("site", site.into())],
        );
    }
    let hours = place.hours.as_deref();
    let hours = hours.map(|raw| ended(&hours::told(raw, voice.language)));
    let known = if sure {
        "place-verified"
    } else {
        unsure(place)
    };
    let known = match known {
        "place-unknown" => voice.say(known),
        // The month is enough to trust it, and shorter.
        "place-verified" => {
            let month = voice.months(&[YearMonth::of(place.verified_on)]);
            voice.tell(known, &[("month", month.into())])
        }
        dated => voice.tell(dated, &[("day", voice.day(place.verified_on).into())]),
    };
    std::iter::once(told)
        .chain(hours)
        .chain(std::iter::once(known))
        .collect()
}

/// Why one should ask before going.
fn unsure(place: &Place) -> &'static str {
    if place.absent || place.freshness == Freshness::Stale {
        "place-old"
    } else if place.freshness == Freshness::ToCheck {
        "place-dated"
    } else {
        "place-unknown"
    }
}

fn ended(text: &str) -> String {
    if text.ends_with(['.', '!', '?']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// « 01 45 67 89 01 » of « +33145678901 »; anything else as it is written.
pub fn spaced(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let national = match digits.strip_prefix("33") {
        Some(rest) if phone.trim_start().starts_with('+') && rest.len() == 9 => format!("0{rest}"),
        // A number of another country is said as it was written.
        _ if phone.contains('+') => return phone.to_owned(),
        _ => digits,
    };
    if national.len() != 10
        || !phone
            .chars()
            .all(|c| c.is_ascii_digit() || "+ .-()".contains(c))
    {
        return phone.to_owned();
    }
    let pairs: Vec<&str> = (0..5)
        .filter_map(|at| national.get(at * 2..at * 2 + 2))
        .collect();
    pairs.join(" ")
}

/// A site as one reads it aloud: « ccas-villejuif.fr ».
fn bare(site: &str) -> &str {
    let site = site.split_once("://").map_or(site, |(_, site)| site);
    site.strip_prefix("www.")
        .unwrap_or(site)
        .trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::Competence;
    use crate::languages::{Language, french, of_code};

    fn lines(place: &Place) -> Vec<String> {
        lines_in(french(), place)
    }

    fn lines_in(language: &Language, place: &Place) -> Vec<String> {
        let catalogue = rules::Catalogue::embedded().unwrap();
        let voice = Voice {
            catalogue: &catalogue,
            language,
            on: place.verified_on,
        };
        super::lines(&voice, place)
    }

    fn place() -> Place {
        Place {
            name: "CCAS de Villejuif".to_owned(),
            address: vec!["1 rue de l’Essai".to_owned(), "94800 Villejuif".to_owned()],
            phone: Some("+33100000000".to_owned()),
            website: Some("https://www.exemple.fr/".to_owned()),
            hours: Some("Mo-Fr 09:00-12:00".to_owned()),
            verified_on: "2026-10-01".parse().unwrap(),
            freshness: Freshness::Fresh,
            competence: Competence::Said,
            ..Place::default()
        }
    }

    #[test]
    fn a_sure_place_is_told_whole() {
        assert_eq!(
            lines(&place()),
            [
                "CCAS de Villejuif, 1 rue de l’Essai, 94800 Villejuif. Tél. 01 00 00 00 00.",
                "Du lundi au vendredi de 9 h à 12 h.",
                "Adresse vérifiée en octobre 2026.",
            ]
        );
    }

    #[test]
    fn another_language_keeps_the_address_in_french() {
        assert_eq!(
            lines_in(of_code(Some("en")), &place()),
            [
                "\u{2066}CCAS de Villejuif, 1 rue de l’Essai, 94800 Villejuif.\u{2069} Tel. \u{2066}01 00 00 00 00\u{2069}.",
                "Monday to Friday from 9:00 to 12:00.",
                "Address checked in October 2026.",
            ]
        );
    }

    #[test]
    fn what_is_not_sure_is_never_told_as_sure() {
        let unsure = [
            Place {
                competence: Competence::Unknown,
                ..place()
            },
            Place {
                freshness: Freshness::ToCheck,
                ..place()
            },
            Place {
                freshness: Freshness::Stale,
                ..place()
            },
            Place {
                absent: true,
                ..place()
            },
        ];
        for place in unsure {
            let lines = lines(&place);
            assert!(
                lines[0].starts_with("À vérifier avant de vous déplacer :"),
                "{lines:?}"
            );
            assert!(
                lines.iter().all(|line| !line.contains("vérifiée en")),
                "{lines:?}"
            );
        }
    }

    #[test]
    fn a_place_without_telephone_or_address_is_told_as_far_as_it_is_known() {
        let place = Place {
            phone: None,
            website: None,
            hours: None,
            address: Vec::new(),
            ..place()
        };
        let with_site = Place {
            website: Some("https://www.exemple.fr/".to_owned()),
            ..place.clone()
        };
        assert!(lines(&with_site)[0].ends_with("Site : exemple.fr."));
        assert_eq!(lines(&place)[0], "CCAS de Villejuif.");
        let raw = Place {
            hours: Some("sur rdv le matin".to_owned()),
            ..place
        };
        assert_eq!(
            lines(&raw)[1],
            "Horaires comme ils sont notés : sur rdv le matin."
        );
    }

    #[test]
    fn telephones_are_cut_in_pairs() {
        assert_eq!(spaced("0145678901"), "01 45 67 89 01");
        assert_eq!(spaced("+33 1 45 67 89 01"), "01 45 67 89 01");
        for kept in [
            "3646",
            "116 006",
            "01 45 67 89 01 poste 12",
            "+32 2 123 45 67",
        ] {
            assert_eq!(spaced(kept), kept);
        }
    }
}
