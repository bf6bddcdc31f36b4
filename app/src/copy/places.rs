//! The counters of the person's commune, under each organisation of the copy.
//!
//! What was found is frozen with the copy; where to go is not. A counter that has moved since then would send somebody to a
//! closed door, so a reprint tells what is known on the day it is printed, and says of when that is. An organisation without a
//! counter keeps its national telephone and site. The neutral copy names no place: an address tells where somebody lives.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::model::{PersonCopy, Stop};
use super::typography::typeset;
use crate::desk::{Bilan, Desk};
use crate::directory::{Freshness, Place, commune_of, hours};
use crate::words::numbers::date as day;

/// The copy with the places of the commune that was answered. When the directory does not answer, the copy is given all the
/// same: the national numbers are on it.
pub async fn with_places(mut copy: PersonCopy, desk: &dyn Desk, bilan: &Bilan) -> PersonCopy {
    let Some(commune) = commune_of(&desk.catalogue(), bilan) else {
        return copy;
    };
    let organisations: Vec<String> = stops(&mut copy)
        .filter(|stop| !stop.organisation.is_empty())
        .map(|stop| stop.organisation.clone())
        .collect();
    if !organisations.is_empty() {
        let found = desk.places(&commune, &organisations).await;
        name_places(&mut copy, &found.unwrap_or_default());
    }
    copy
}

fn stops(copy: &mut PersonCopy) -> impl Iterator<Item = &mut Stop> {
    copy.roadmap
        .iter_mut()
        .flat_map(|roadmap| &mut roadmap.stops)
}

/// Writes under each organisation where it is.
pub(super) fn name_places(copy: &mut PersonCopy, places: &BTreeMap<String, Place>) {
    for stop in stops(copy) {
        if let Some(place) = places.get(&stop.organisation) {
            stop.places = lines(place).iter().map(|line| typeset(line)).collect();
        }
    }
}

/// Where, when, how to call, and of when we know it. What is not sure never reads like an address one can trust.
fn lines(place: &Place) -> Vec<String> {
    let sure = place.is_sure();
    let name = std::iter::once(place.name.clone()).chain(place.address.iter().cloned());
    let name = name.collect::<Vec<_>>().join(", ");
    let opening = if sure {
        "Pour votre commune :"
    } else {
        "À vérifier avant de vous déplacer :"
    };
    let phone = place
        .phone
        .as_deref()
        .map(|phone| format!(" Tél. {}.", spaced(phone)));
    let website = place
        .website
        .as_deref()
        .map(|site| format!(" Site : {}.", bare(site)));
    let ways = [phone, website].into_iter().flatten().collect::<String>();
    let hours = place
        .hours
        .as_deref()
        .map(|raw| ended(&hours::tell(raw).text()));
    let known = if sure {
        format!("Adresse vérifiée le {}.", day(place.verified_on))
    } else {
        unsure(place)
    };
    [
        Some(format!("{opening} {}{ways}", ended(&name))),
        hours,
        Some(known),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Why one should ask before going.
fn unsure(place: &Place) -> String {
    let on: NaiveDate = place.verified_on;
    if place.absent || place.freshness == Freshness::Stale {
        format!(
            "Renseignement ancien, du {} : le lieu a peut-être changé.",
            day(on)
        )
    } else if place.freshness == Freshness::ToCheck {
        format!("Renseignement du {}.", day(on))
    } else {
        "Nous ne savons pas si ce lieu reçoit les habitants de votre commune.".to_owned()
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
                "Pour votre commune : CCAS de Villejuif, 1 rue de l’Essai, 94800 Villejuif. Tél. 01 00 00 00 00. Site : exemple.fr.",
                "Du lundi au vendredi de 9 h à 12 h.",
                "Adresse vérifiée le 1er\u{a0}octobre 2026.",
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
                lines.iter().all(|line| !line.contains("vérifiée le")),
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
        assert_eq!(lines(&place)[0], "Pour votre commune : CCAS de Villejuif.");
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
