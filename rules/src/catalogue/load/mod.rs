//! Reading a catalogue: files, then layers, then names, then expressions, then the whole. Every step records
//! its faults and goes on, so that all of them are reported at once.

mod assemble;
mod below;
mod cases;
mod facts;
mod figures;
pub(crate) mod files;
mod layers;
mod questions;
mod rights;
pub(super) mod shapes;
mod table;
mod tables;
mod texts;
mod versions;
mod whole;
mod withdrawals;
mod wording;

use std::collections::{BTreeMap, BTreeSet};

use below::Below;
use files::{At, Files};
use layers::Layers;
use questions::QuestionDraft;
use rights::RightDraft;
use table::Table;
use texts::Gathered;
use wording::WordingDraft;

pub(crate) use whole::asked_by;

use super::case::Case;
use super::texts::Text;
use super::{Catalogue, Source};
use crate::language::check::IntermediateDraft;
use crate::{Entity, Fact, Fault, Kind, Organisation, Parameter, Screen, Theme, Withdrawal};

/// The folder of acceptance situations, within a layer or beside the layers.
const CASES: &str = "cas";

/// The longest file, in bytes: ten times the longest of the embedded catalogue.
const LONGEST_FILE: usize = 256 * 1024;

/// Everything read, merged across layers.
#[derive(Default)]
struct Drafts<'t> {
    below: Below<'t>,
    withdrawals: Vec<Withdrawal>,
    facts: Vec<(String, At, Fact)>,
    intermediates: Vec<(String, At, IntermediateDraft)>,
    parameters: Vec<(String, At, Parameter)>,
    organisations: Vec<(String, At, Organisation)>,
    rights: Vec<(String, At, RightDraft)>,
    themes: Vec<(String, At, Theme)>,
    screens: Vec<(String, At, Screen)>,
    questions: Vec<(String, At, QuestionDraft)>,
    cases: Vec<(At, Case)>,
    /// A layer takes the place of another: the situations beside the layers were written for that one.
    elsewhere: bool,
    wording: WordingDraft,
}

/// Reads, checks and compiles.
pub(super) fn load(sources: &[Source]) -> Result<Catalogue, Vec<Fault>> {
    let mut files = Files::new(sources);
    let catalogue = read(&mut files, sources);
    if files.is_sound() {
        Ok(catalogue)
    } else {
        Err(files.into_faults())
    }
}

/// What the readers look for in these files.
pub(super) fn looked_for(sources: &[Source]) -> shapes::Shapes {
    let mut files = Files::new(sources).noting();
    let _ = read(&mut files, sources);
    files.into_shapes()
}

/// The catalogue these files make, meant to be used only if no fault was recorded.
fn read(files: &mut Files<'_>, sources: &[Source]) -> Catalogue {
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
            table::parse(files, file, text)
        })
        .collect();
    let tables: Vec<Table<'_>> = parsed
        .iter()
        .enumerate()
        .map(|(file, parsed)| {
            let shape = sources.get(file).map_or("", shape_of);
            Table::new(parsed.get_ref(), files.start_of(file)).shaped(shape)
        })
        .collect();
    let (layers, order) = layers(files, sources, &parsed);
    let replaced = layers.replaced();
    let mut tables: Vec<Option<Table<'_>>> = tables.into_iter().map(Some).collect();
    let mut drafts = Drafts::default();
    let mut read = Vec::new();
    for index in order {
        let (Some(source), Some(table)) = (
            sources.get(index),
            tables.get_mut(index).and_then(Option::take),
        ) else {
            continue;
        };
        if replaced.contains(&source.layer) {
            continue;
        }
        read.push(index);
        drafts.read(files, &layers, source, table);
    }
    if !replaced.is_empty() {
        drafts.elsewhere = true;
    }
    let gathered = drafts.remaining(texts::gather(files, sources, &parsed, &read));
    let parameters = drafts.parameters.iter().map(|(id, ..)| id.clone());
    let parameters: Vec<String> = parameters.collect();
    let parameters: Vec<&str> = parameters.iter().map(String::as_str).collect();
    let wording = std::mem::take(&mut drafts.wording).assemble(files, gathered, &parameters);
    let mut catalogue = assemble::assemble(drafts, files, sources);
    catalogue.wording = wording;
    catalogue
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
            described.push(layers::read(
                files,
                Table::new(parsed.get_ref(), at).shaped("couche"),
            ));
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

impl<'t> Drafts<'t> {
    fn read(&mut self, files: &mut Files<'_>, layers: &Layers, source: &Source, table: Table<'t>) {
        let (folder, name) = if source.layer == CASES {
            (CASES, source.path.as_str())
        } else {
            source.path.split_once('/').unwrap_or(("", &source.path))
        };
        match folder {
            "" if name == "couche.toml" => {}
            "" if name == "retraits.toml" => {
                for order in withdrawals::read(files, table) {
                    self.withdraw(files, layers, order);
                }
            }
            "" if name == "mots.toml" => self.wording.words(files, layers, table),
            "langues" => {
                let lang = name.split_once('/').map_or(name, |(lang, _)| lang);
                let lang = lang.strip_suffix(".toml").unwrap_or(lang);
                self.wording.language(files, layers, table, lang);
            }
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
                for (at, organisation) in
                    tables::organisations(files, layers, &mut self.below, table)
                {
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
                let Some(table) = self.below.lay(files, layers, Kind::Right, table) else {
                    return;
                };
                let specialises = table.has_itself("specialise");
                let stem = name.strip_suffix(".toml").unwrap_or(name);
                let mut draft = rights::read(files, table, stem);
                let known = self.rights.iter().find(|(id, ..)| *id == draft.id.value);
                if let (true, Some((.., base))) = (specialises, known) {
                    draft.right.rest_on(&base.right);
                }
                let (key, at) = (draft.id.value.clone(), draft.id.at.clone());
                layers.merge(files, &mut self.rights, key, at, draft);
            }
            "questions" => self.questionnaire(files, layers, table),
            CASES => self.cases.push(cases::read(files, table, &source.path)),
            _ => {
                files.fault_advised(
                    &table.at,
                    "ce fichier n’est dans aucun dossier connu",
                    "faits/, bareme/, organismes/, droits/, questions/, langues/, cas/, mots.toml ou retraits.toml",
                );
            }
        }
    }

    /// The texts left once what layers withdraw is gone; a right that ended keeps its own.
    fn remaining(&self, gathered: Gathered) -> Gathered {
        let Gathered { texts, mut gone } = gathered;
        let organisations = self.organisations.iter().map(|(id, ..)| ("organisme", id));
        let questions = self.questions.iter().map(|(id, ..)| ("question", id));
        let left: BTreeSet<_> = organisations
            .chain(questions)
            .map(|(kind, id)| (kind, id.as_str()))
            .collect();
        let (texts, withdrawn): (Vec<Text>, Vec<Text>) = texts.into_iter().partition(|text| {
            let mut parts = text.key.split('.');
            match (parts.next(), parts.next()) {
                (Some(kind @ ("organisme" | "question")), Some(id)) => left.contains(&(kind, id)),
                _ => true,
            }
        });
        gone.extend(withdrawn.into_iter().map(|text| text.key));
        Gathered { texts, gone }
    }

    fn questionnaire(&mut self, files: &mut Files<'_>, layers: &Layers, table: Table<'t>) {
        let file = questions::read(files, layers, &mut self.below, table);
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
            let known = self.questions.iter().find(|(id, ..)| *id == key);
            if let Some((.., known)) = known
                && known.theme != draft.theme
            {
                let message = format!("la question « {key} » est du thème « {} »", known.theme);
                files.fault_advised(&at, message, "écrivez-la sous ce thème");
            }
            layers.merge(files, &mut self.questions, key, at, draft);
        }
    }
}

/// What a file is: the folder it stands in, or the name of the few that stand beside them.
fn shape_of(source: &Source) -> &str {
    if source.layer == CASES {
        return CASES;
    }
    match source.path.split_once('/') {
        Some((folder, _)) => folder,
        None => source.path.strip_suffix(".toml").unwrap_or(&source.path),
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
