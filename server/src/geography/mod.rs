//! The communes of France: found by name or postcode, and told from which territory a zone of competence speaks.
//!
//! The tables are embedded; `README.md` beside them says where they come from and how they are made again.

mod words;

use std::{collections::HashMap, sync::LazyLock};

pub use words::plain;

const COMMUNES: &str = include_str!("communes.csv");
const TERRITORIES: &str = include_str!("territoires.csv");

/// A commune of today, or an arrondissement of Paris, Lyon or Marseille.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commune {
    /// Its INSEE code.
    pub insee: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its postcodes.
    pub postcodes: Vec<&'static str>,
    /// The intercommunalités it belongs to, by SIREN.
    pub groups: Vec<&'static str>,
    /// The commune it is an arrondissement of.
    pub part_of: Option<&'static str>,
}

impl Commune {
    /// The code of its département: 94, 2A, 974.
    pub fn departement(&self) -> &'static str {
        departement_of(self.insee)
    }
}

/// A commune found by what somebody typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<'g> {
    /// The commune of today.
    pub commune: &'g Commune,
    /// The name that was found, when the commune bore it before it merged, or a part of it still does.
    pub was: Option<&'static str>,
}

/// Which territory a zone covers, from the narrowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// The commune itself.
    Commune,
    /// An intercommunalité it belongs to.
    Group,
    /// Its département.
    Departement,
    /// The whole country.
    Country,
}

/// Every commune, ready to be asked for.
pub struct Geography {
    communes: Vec<Commune>,
    /// Where each code leads, those that no longer exist included.
    by_code: HashMap<&'static str, usize>,
    /// Names in plain letters, with the commune and the name when it is a former one.
    names: Vec<(String, usize, Option<&'static str>)>,
    by_postcode: HashMap<&'static str, Vec<usize>>,
    territories: HashMap<&'static str, &'static str>,
}

static FRANCE: LazyLock<Geography> = LazyLock::new(Geography::read);

/// The communes of France.
pub fn france() -> &'static Geography {
    &FRANCE
}

fn departement_of(insee: &'static str) -> &'static str {
    let length = if insee.starts_with("97") || insee.starts_with("98") {
        3
    } else {
        2
    };
    insee.get(..length).unwrap_or(insee)
}

/// An arrondissement of Paris, Lyon or Marseille: its own place, while other parts of communes lead to the whole.
fn is_arrondissement(insee: &str, whole: &str) -> bool {
    matches!(whole, "75056" | "69123" | "13055")
        && ["751", "6938", "132"]
            .iter()
            .any(|start| insee.starts_with(start))
}

impl Geography {
    fn read() -> Self {
        let mut france = Self {
            communes: Vec::with_capacity(35_100),
            by_code: HashMap::with_capacity(38_000),
            names: Vec::with_capacity(38_000),
            by_postcode: HashMap::with_capacity(7_000),
            territories: pairs(TERRITORIES).collect(),
        };
        let mut parts = Vec::new();
        for line in COMMUNES.lines().skip(1) {
            let mut cells = line.split(';');
            let mut cell = || cells.next().unwrap_or_default();
            let (insee, name, postcodes, groups, whole) = (cell(), cell(), cell(), cell(), cell());
            if !whole.is_empty() && !is_arrondissement(insee, whole) {
                parts.push((insee, name, whole));
                continue;
            }
            let at = france.communes.len();
            france.by_code.insert(insee, at);
            france.names.push((plain(name), at, None));
            let postcodes: Vec<&str> = postcodes.split_whitespace().collect();
            if whole.is_empty() {
                for postcode in &postcodes {
                    france.by_postcode.entry(postcode).or_default().push(at);
                }
            }
            france.communes.push(Commune {
                insee,
                name,
                postcodes,
                groups: groups.split_whitespace().collect(),
                part_of: Some(whole).filter(|whole| !whole.is_empty()),
            });
        }
        for (insee, name, whole) in parts {
            let Some(&at) = france.by_code.get(whole) else {
                continue;
            };
            france.by_code.entry(insee).or_insert(at);
            if !name.is_empty() && name != france.communes[at].name {
                france.names.push((plain(name), at, Some(name)));
            }
        }
        // An arrondissement belongs to what its city belongs to.
        for at in 0..france.communes.len() {
            if let Some(whole) = france.communes[at].part_of
                && let Some(&city) = france.by_code.get(whole)
            {
                france.communes[at].groups = france.communes[city].groups.clone();
            }
        }
        france
    }

    /// Every commune of today.
    pub fn communes(&self) -> &[Commune] {
        &self.communes
    }

    /// The commune of a code: of a code that no longer exists, the commune it merged into.
    pub fn commune(&self, insee: &str) -> Option<&Commune> {
        self.by_code.get(insee).map(|at| &self.communes[*at])
    }

    /// The name of a département or an intercommunalité.
    pub fn territory(&self, code: &str) -> Option<&'static str> {
        self.territories.get(code).copied()
    }

    /// The commune of an address, by what is known of it; the code counts first.
    pub fn locate(
        &self,
        insee: Option<&str>,
        postcode: Option<&str>,
        name: Option<&str>,
    ) -> Option<&Commune> {
        if let Some(commune) = insee.and_then(|code| self.commune(code)) {
            return Some(commune);
        }
        let there = postcode.and_then(|code| self.by_postcode.get(code))?;
        let wanted = name.map(plain);
        let named = there.iter().find(|at| {
            wanted.as_deref().is_some_and(|wanted| {
                plain(self.communes[**at].name) == wanted
                    || self
                        .names
                        .iter()
                        .any(|(known, of, was)| was.is_some() && of == *at && known == wanted)
            })
        });
        match (named, there.as_slice()) {
            (Some(at), _) | (None, [at]) => Some(&self.communes[*at]),
            _ => None,
        }
    }

    /// Communes of a postcode, or whose name holds what was typed: the nearest to it first, `limit` at most.
    pub fn search(&self, typed: &str, limit: usize) -> Vec<Found<'_>> {
        let wanted = plain(typed);
        if wanted.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<(u8, usize, Option<&'static str>)> = Vec::new();
        if wanted.chars().all(|c| c.is_ascii_digit()) {
            found.extend(
                self.communes
                    .iter()
                    .enumerate()
                    .filter(|(_, commune)| {
                        commune.insee == wanted
                            || commune
                                .postcodes
                                .iter()
                                .any(|code| code.starts_with(&wanted))
                    })
                    .map(|(at, commune)| (u8::from(commune.insee == wanted), at, None)),
            );
        } else {
            found.extend(
                self.names
                    .iter()
                    .filter_map(|(name, at, was)| Some((nearness(name, &wanted)?, *at, *was))),
            );
        }
        // The same commune under its own name and a former one is one commune.
        found.sort_by_key(|(near, at, was)| (*at, *near, was.is_some()));
        found.dedup_by_key(|(_, at, _)| *at);
        found.sort_by_key(|(near, at, was)| (*near, was.is_some(), *at));
        found.truncate(limit);
        found
            .into_iter()
            .map(|(_, at, was)| Found {
                commune: &self.communes[at],
                was,
            })
            .collect()
    }

    /// How a zone of competence covers a commune; `None` when it does not.
    ///
    /// A zone is the code of a commune, a département, an intercommunalité or a country, or `france`. A code of five digits is
    /// read as a country first: 99100 is France, and would also pass for a commune.
    pub fn covers(&self, zone: &str, commune: &Commune) -> Option<Reach> {
        let digits = zone.chars().all(|c| c.is_ascii_digit());
        let covered = match zone.len() {
            _ if zone.eq_ignore_ascii_case("france") => Reach::Country,
            5 if digits && is_country(zone) => {
                return (zone == "99100").then_some(Reach::Country);
            }
            9 if digits => {
                return commune.groups.contains(&zone).then_some(Reach::Group);
            }
            2 | 3 => {
                return (zone.eq_ignore_ascii_case(commune.departement()))
                    .then_some(Reach::Departement);
            }
            5 => {
                let zone = self.commune(zone)?.insee;
                return (zone == commune.insee || commune.part_of == Some(zone))
                    .then_some(Reach::Commune);
            }
            _ => return None,
        };
        Some(covered)
    }
}

/// `99[0-5]` opens the codes of countries.
fn is_country(code: &str) -> bool {
    code.strip_prefix("99")
        .and_then(|rest| rest.chars().next())
        .is_some_and(|c| ('0'..='5').contains(&c))
}

/// 0 for the same name, 1 when it begins so, 2 when one of its words does; `None` for another name.
fn nearness(name: &str, wanted: &str) -> Option<u8> {
    if name == wanted {
        Some(0)
    } else if name.starts_with(wanted) {
        Some(1)
    } else {
        name.match_indices(wanted)
            .any(|(at, _)| name[..at].ends_with(' '))
            .then_some(2)
    }
}

fn pairs(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    text.lines().skip(1).filter_map(|line| line.split_once(';'))
}

#[cfg(test)]
mod tests;
