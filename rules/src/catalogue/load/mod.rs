//! Reading a catalogue: files, then layers, then names, then expressions, then the whole. Every step records
//! its faults and goes on, so that all of them are reported at once.

mod assemble;
mod cases;
mod facts;
pub(crate) mod files;
mod layers;
mod questions;
mod rights;
mod table;
mod tables;
mod versions;
mod whole;

use std::collections::BTreeMap;

use files::{At, Files};
use layers::Layers;
use questions::QuestionDraft;
use rights::RightDraft;
use table::Table;

pub(crate) use whole::asked_by;

use super::case::Case;
use super::{Catalogue, Source};
use crate::language::check::IntermediateDraft;
use crate::{Entity, Fact, Fault, Organisation, Parameter, Screen, Theme};

/// The folder of acceptance situations, within a layer or beside the layers.
const CASES: &str = "cas";

/// The longest file, in bytes: ten times the longest of the embedded catalogue.
const LONGEST_FILE: usize = 256 * 1024;

/// Everything read, merged across layers.
#[derive(Default)]
struct Drafts {
    facts: Vec<(String, At, Fact)>,
    intermediates: Vec<(String, At, IntermediateDraft)>,
    parameters: Vec<(String, At, Parameter)>,
    organisations: Vec<(String, At, Organisation)>,
    rights: Vec<(String, At, RightDraft)>,
    themes: Vec<(String, At, Theme)>,
    screens: Vec<(String, At, Screen)>,
    questions: Vec<(String, At, QuestionDraft)>,
    cases: Vec<(At, Case)>,
}

/// Reads, checks and compiles.
pub(super) fn load(sources: &[Source]) -> Result<Catalogue, Vec<Fault>> {
    let mut files = Files::new(sources);
    let parsed: Vec<_> = sources
        .iter()
        .enumerate()
        .map(|(file, source)| {
            let text = if source.text.len() > LONGEST_FILE {
                let at = files.start_of(file);
                files.fault_advised(
                    &at,
                    "ce fichier est trop long",
                    "256 Kio au plus : coupez-le en plusieurs",
                );
                ""
            } else {
                &source.text
            };
            table::parse(&mut files, file, text)
        })
        .collect();
    let tables: Vec<Table<'_>> = parsed
        .iter()
        .enumerate()
        .map(|(file, parsed)| Table::new(parsed.get_ref(), files.start_of(file)))
        .collect();
    let (layers, order) = layers(&mut files, sources, &parsed);
    let mut tables: Vec<Option<Table<'_>>> = tables.into_iter().map(Some).collect();
    let mut drafts = Drafts::default();
    for index in order {
        let (Some(source), Some(table)) = (
            sources.get(index),
            tables.get_mut(index).and_then(Option::take),
        ) else {
            continue;
        };
        drafts.read(&mut files, &layers, source, table);
    }
    let catalogue = assemble::assemble(drafts, &mut files, sources);
    if files.is_sound() {
        Ok(catalogue)
    } else {
        Err(files.into_faults())
    }
}

/// The layers, and the files in their order.
fn layers(
    files: &mut Files<'_>,
    sources: &[Source],
    parsed: &[toml::Spanned<toml::de::DeTable<'_>>],
) -> (Layers, Vec<usize>) {
    let mut described = Vec::new();
    let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
    for (file, (source, parsed)) in sources.iter().zip(parsed).enumerate() {
        if source.layer != CASES {
            folders.entry(&source.layer).or_insert(file);
        }
        if source.path == "couche.toml" {
            let at = files.start_of(file);
            described.push(layers::read(files, Table::new(parsed.get_ref(), at)));
        }
    }
    for (folder, file) in folders {
        let has_one = sources
            .iter()
            .any(|s| s.layer == folder && s.path == "couche.toml");
        if !has_one {
            let at = files.start_of(file);
            files.fault(
                &at,
                format!("la couche « {folder} » n’a pas de fichier couche.toml"),
            );
        }
    }
    let layers = Layers::new(files, &described);
    let mut order: Vec<usize> = (0..sources.len()).collect();
    order.sort_by_key(|file| {
        sources
            .get(*file)
            .map(|source| (layers.rank(&source.layer), &source.layer, &source.path))
    });
    (layers, order)
}

impl Drafts {
    fn read(&mut self, files: &mut Files<'_>, layers: &Layers, source: &Source, table: Table<'_>) {
        let (folder, name) = if source.layer == CASES {
            (CASES, source.path.as_str())
        } else {
            source.path.split_once('/').unwrap_or(("", &source.path))
        };
        match folder {
            "" if name == "couche.toml" => {}
            "faits" => {
                let found = facts::read(files, table);
                for (at, fact) in found.facts {
                    let key = format!("{}/{}", room(fact.entity), fact.id);
                    layers.merge(files, &mut self.facts, key, at, fact);
                }
                for draft in found.intermediates {
                    let key = format!("{}/{}", room(draft.entity), draft.id.value);
                    let at = draft.id.at.clone();
                    layers.merge(files, &mut self.intermediates, key, at, draft);
                }
            }
            "bareme" => {
                for (at, parameter) in tables::parameters(files, table) {
                    layers.merge(
                        files,
                        &mut self.parameters,
                        parameter.id.clone(),
                        at,
                        parameter,
                    );
                }
            }
            "organismes" => {
                for (at, organisation) in tables::organisations(files, table) {
                    layers.merge(
                        files,
                        &mut self.organisations,
                        organisation.id.clone(),
                        at,
                        organisation,
                    );
                }
            }
            "droits" => {
                let draft = rights::read(files, table, name.strip_suffix(".toml").unwrap_or(name));
                let (key, at) = (draft.id.value.clone(), draft.id.at.clone());
                layers.merge(files, &mut self.rights, key, at, draft);
            }
            "questions" => self.questionnaire(files, layers, table),
            CASES => self.cases.push(cases::read(files, table, &source.path)),
            _ => {
                files.fault_advised(
                    &table.at,
                    "ce fichier n’est dans aucun dossier connu",
                    "faits/, bareme/, organismes/, droits/, questions/ ou cas/",
                );
            }
        }
    }

    fn questionnaire(&mut self, files: &mut Files<'_>, layers: &Layers, table: Table<'_>) {
        let file = questions::read(files, table);
        if let Some((at, theme)) = file.theme {
            layers.merge(files, &mut self.themes, theme.id.clone(), at, theme);
        } else if !self
            .themes
            .iter()
            .any(|(id, ..)| *id == file.theme_id.value)
        {
            let names = self.themes.iter().map(|(id, ..)| id.as_str());
            let message = format!(
                "le thème « {} » n’existe pas : donnez-lui un « nom »",
                file.theme_id.value
            );
            files.fault_near(&file.theme_id.at, message, &file.theme_id.value, names);
        }
        for (at, screen) in file.screens {
            let key = format!("{}/{}", screen.theme, screen.id);
            layers.merge(files, &mut self.screens, key, at, screen);
        }
        for draft in file.questions {
            let (key, at) = (draft.id.value.clone(), draft.id.at.clone());
            layers.merge(files, &mut self.questions, key, at, draft);
        }
    }
}

/// Facts of the household, of adults and of the person alone share one set of names.
const fn room(entity: Entity) -> &'static str {
    match entity {
        Entity::Household | Entity::Person | Entity::Adult => "foyer",
        Entity::Child => "enfant",
        Entity::Income => "revenu",
    }
}
