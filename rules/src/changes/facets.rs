//! What people can read of each thing of a catalogue, one facet after the other.

use chrono::NaiveDate;

use super::{Aspect, Edition, Kind};
use crate::catalogue::compiled::CompiledRight;
use crate::language::reach::Reached;
use crate::{
    Asks, DatedText, Document, Fact, Intermediate, Organisation, Parameter, Procedure, Question,
    Right, french,
};

/// One thing of a catalogue, as it stands in an edition.
pub(super) struct Thing {
    pub(super) kind: Kind,
    /// What tells it from the others of its kind.
    pub(super) key: String,
    pub(super) id: String,
    pub(super) name: String,
    pub(super) facets: Vec<Facet>,
}

/// One thing that can be read of it.
pub(super) struct Facet {
    pub(super) aspect: Aspect,
    pub(super) of: Option<String>,
    /// What the same facet is found by in another edition, together with its aspect.
    key: String,
    pub(super) value: String,
}

impl Facet {
    pub(super) fn is(&self, other: &Self) -> bool {
        self.aspect == other.aspect && self.key == other.key
    }
}

/// Facets being listed.
#[derive(Default)]
struct Facets(Vec<Facet>);

impl Facets {
    /// What there is one of.
    fn one(&mut self, aspect: Aspect, value: impl Into<String>) {
        self.part(aspect, None, value);
    }

    /// What there is one of, or none.
    fn maybe(&mut self, aspect: Aspect, value: Option<&String>) {
        if let Some(value) = value {
            self.one(aspect, value);
        }
    }

    /// What a part says: the test of the condition of this label.
    fn part(&mut self, aspect: Aspect, of: Option<&str>, value: impl Into<String>) {
        self.0.push(Facet {
            aspect,
            of: of.map(str::to_owned),
            key: of.unwrap_or_default().to_owned(),
            value: value.into(),
        });
    }

    /// The same of a part whose name holds figures: a revaluation leaves it the same part.
    fn of(&mut self, aspect: Aspect, (key, told): (&str, String), value: String) {
        self.0.push(Facet {
            aspect,
            of: Some(told),
            key: key.to_owned(),
            value,
        });
    }

    /// What there are several of, each told by itself.
    fn each<'v>(&mut self, aspect: Aspect, values: impl IntoIterator<Item = &'v String>) {
        for value in values {
            self.0.push(Facet {
                aspect,
                of: None,
                key: value.clone(),
                value: value.clone(),
            });
        }
    }

    fn mark(&mut self, is_set: bool, mark: &str) {
        if is_set {
            self.each(Aspect::Mark, [&mark.to_owned()]);
        }
    }

    fn thing(self, kind: Kind, id: &str, name: &str) -> Thing {
        Thing {
            kind,
            key: id.to_owned(),
            id: id.to_owned(),
            name: name.to_owned(),
            facets: self.0,
        }
    }
}

/// Everything an edition holds.
pub(super) fn things(edition: Edition<'_>) -> Vec<Thing> {
    let Edition { catalogue, on } = edition;
    let in_force = |right: &&Right| on.is_none_or(|day| right.is_in_force(day));
    let rights = catalogue.rights().iter().filter(in_force);
    rights
        .map(|each| right(edition, each))
        .chain(
            catalogue
                .parameters()
                .iter()
                .filter_map(|each| parameter(each, on)),
        )
        .chain(
            catalogue
                .intermediates()
                .iter()
                .filter_map(|each| intermediate(each, on)),
        )
        .chain(catalogue.organisations().iter().map(organisation))
        .chain(
            catalogue
                .questions()
                .iter()
                .map(|each| question(edition, each)),
        )
        .chain(catalogue.facts().iter().map(fact))
        .collect()
}

fn right(edition: Edition<'_>, right: &Right) -> Thing {
    let Edition { catalogue, on } = edition;
    let mut facets = Facets::default();
    // Without a day, the text as it is written.
    let told =
        |text: &String| on.map_or_else(|| text.clone(), |day| catalogue.with_figures(text, day));
    facets.one(Aspect::Name, &right.name);
    facets.one(Aspect::Sentence, &right.sentence);
    facets.one(Aspect::Place, right.themes.join(", "));
    let organisation = catalogue.organisation(&right.organisation);
    let organisation = organisation.map_or(&right.organisation, |asked| &asked.name);
    facets.one(Aspect::Organisation, organisation);
    let mut validity = format!("depuis le {}", french::day(right.from));
    if let Some(until) = right.until {
        validity.push_str(&format!(", jusqu’au {}", french::day(until)));
    }
    facets.one(Aspect::Validity, validity);
    for condition in &right.conditions {
        let judged = condition
            .appraisal
            .as_ref()
            .map(told)
            .or_else(|| written(&condition.test, on));
        let label = told(&condition.label);
        facets.of(
            Aspect::Condition,
            (&condition.label, label),
            judged.unwrap_or_default(),
        );
    }
    facets.one(Aspect::Benefit, told(&right.benefit.text));
    facets.maybe(
        Aspect::Formula,
        written(&right.benefit.formula, on).as_ref(),
    );
    facets.maybe(Aspect::Note, right.benefit.note.as_ref().map(told).as_ref());
    facets.maybe(Aspect::Online, right.procedure.online.as_ref());
    facets.maybe(Aspect::Paper, right.procedure.paper.as_ref());
    facets.maybe(Aspect::Automatic, automatic(&right.procedure).as_ref());
    let documents: Vec<String> = right.documents.iter().map(document).collect();
    facets.each(Aspect::Document, &documents);
    facets.one(Aspect::Delay, &right.delay);
    facets.one(Aspect::Renewal, &right.renewal);
    for exclusion in &right.exclusions {
        let other = catalogue.right(&exclusion.right);
        let other = other.map_or(&exclusion.right, |other| &other.name);
        facets.part(Aspect::Exclusion, Some(other), &exclusion.text);
    }
    for appeal in &right.appeals {
        let prior = appeal.prior.as_deref().unwrap_or("sans préalable");
        let way = format!("{}, {prior}", appeal.delay);
        facets.part(Aspect::Appeal, Some(&appeal.decision), way);
    }
    facets.one(Aspect::Unclaimed, &right.unclaimed_because);
    facets.one(Aspect::Signal, &right.signal);
    facets.mark(right.sensitive, "sensible");
    facets.mark(right.urgent, "urgent");
    facets.mark(right.vital, "vital");
    facets.each(Aspect::Source, &right.sources);
    for condition in &right.conditions {
        let label = told(&condition.label);
        facets.of(
            Aspect::Confidence,
            (&condition.label, label),
            condition.confidence.to_string(),
        );
    }
    facets.one(Aspect::Confidence, right.confidence.to_string());
    facets.one(Aspect::Checked, french::day(right.checked_on));
    facets.one(Aspect::Review, french::day(right.review_on));
    facets.one(Aspect::Layer, &right.layer);
    facets.thing(Kind::Right, &right.id, &right.name)
}

/// How it comes by itself, and to whom.
fn automatic(procedure: &Procedure) -> Option<String> {
    let how = procedure.automatic.as_ref()?;
    Some(match &procedure.automatic_if {
        Some(test) => format!("{how} (si {test})"),
        None => how.clone(),
    })
}

/// What a document is, and of whom it is asked.
fn document(document: &Document) -> String {
    match &document.only_if {
        Some(test) => format!("{} (si {test})", document.text),
        None => document.text.clone(),
    }
}

/// A parameter that has no value yet on a day is not there.
fn parameter(parameter: &Parameter, on: Option<NaiveDate>) -> Option<Thing> {
    let mut facets = Facets::default();
    facets.one(Aspect::Name, &parameter.name);
    let values = &parameter.values;
    let last = on.map(|day| values.iter().rposition(|value| value.since <= day));
    let shown = match last {
        None => values.as_slice(),
        Some(None) => return None,
        Some(Some(index)) => values.get(index..=index).unwrap_or_default(),
    };
    for value in shown {
        let since = french::day(value.since);
        let of = on.is_none().then(|| format!("depuis le {since}"));
        let of = of.as_deref();
        facets.part(Aspect::Value, of, parameter.show(value.value));
        if of.is_none() {
            facets.one(Aspect::Since, since);
        }
        facets.part(Aspect::Source, of, &value.source);
        facets.part(Aspect::Confidence, of, value.confidence.to_string());
        facets.part(Aspect::Checked, of, french::day(value.checked_on));
    }
    Some(facets.thing(Kind::Parameter, &parameter.id, &parameter.name))
}

/// An intermediate that has no expression yet on a day is not there.
fn intermediate(intermediate: &Intermediate, on: Option<NaiveDate>) -> Option<Thing> {
    let mut facets = Facets::default();
    facets.one(Aspect::Name, &intermediate.name);
    facets.one(Aspect::Formula, written(&intermediate.formula, on)?);
    facets.one(Aspect::Source, &intermediate.source);
    let mut thing = facets.thing(Kind::Intermediate, &intermediate.id, &intermediate.name);
    thing.key = format!("{}/{}", intermediate.entity.word(), intermediate.id);
    Some(thing)
}

fn organisation(organisation: &Organisation) -> Thing {
    let mut facets = Facets::default();
    facets.one(Aspect::Name, &organisation.name);
    facets.one(Aspect::Sentence, &organisation.role);
    for (aspect, value) in [
        (Aspect::Site, &organisation.site),
        (Aspect::Phone, &organisation.phone),
        (Aspect::Hours, &organisation.hours),
        (Aspect::Address, &organisation.address),
        (Aspect::Note, &organisation.note),
        (Aspect::Source, &organisation.source),
    ] {
        facets.maybe(aspect, value.as_ref());
    }
    facets.mark(organisation.advises, "conseille");
    facets.one(Aspect::Confidence, organisation.confidence.to_string());
    facets.thing(Kind::Organisation, &organisation.id, &organisation.name)
}

fn question(edition: Edition<'_>, question: &Question) -> Thing {
    let catalogue = edition.catalogue;
    let mut facets = Facets::default();
    facets.one(Aspect::Text, &question.text);
    let place = format!("{}, {}", question.theme, question.screen);
    facets.one(Aspect::Place, place);
    facets.maybe(Aspect::Note, question.help.as_ref());
    facets.one(Aspect::Why, &question.why);
    let names = |facts: &[crate::FactId]| -> String {
        let facts = facts.iter().filter_map(|id| catalogue.fact(*id));
        facts
            .map(|fact| fact.name.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    };
    let asked = match &question.asks {
        Asks::Facts { facts, of } => format!("{} ({})", names(facts), of.word()),
        Asks::Children(facts) if facts.is_empty() => "les enfants".to_owned(),
        Asks::Children(facts) => format!("de chaque enfant : {}", names(facts)),
        Asks::Partner => "le conjoint".to_owned(),
        Asks::Incomes { of, months } => format!(
            "les revenus des mois {} à {} ({})",
            months.start(),
            months.end(),
            of.word()
        ),
        Asks::Receipts(rights) => format!("ce qui est déjà reçu : {}", rights.join(", ")),
    };
    facets.one(Aspect::Asks, asked);
    facets.mark(question.alone, "posée seule à seul");
    facets.mark(question.screening, "repérage");
    facets.mark(question.folded, "repliée");
    for id in &question.passing {
        let name = catalogue.fact(*id).map_or("", |fact| fact.name.as_str());
        facets.mark(true, &format!("à redemander : {name}"));
    }
    facets.thing(Kind::Question, &question.id, &question.text)
}

fn fact(fact: &Fact) -> Thing {
    let mut facets = Facets::default();
    facets.one(Aspect::Name, &fact.name);
    facets.one(Aspect::Asks, fact.kind.word());
    facets.maybe(Aspect::Note, fact.hint.as_ref());
    facets.each(
        Aspect::Value,
        fact.kind.variants().iter().map(|variant| &variant.name),
    );
    facets.mark(fact.sensitive, "sensible");
    facets.mark(fact.withdrawn, "n’est plus demandé");
    let mut thing = facets.thing(Kind::Fact, &fact.id, &fact.name);
    thing.key = format!("{}/{}", fact.entity.word(), fact.id);
    thing
}

/// The expression in force on a day, or all there ever were; none when there is none yet.
fn written(texts: &[DatedText], on: Option<NaiveDate>) -> Option<String> {
    if let Some(day) = on {
        let in_force = |text: &&DatedText| text.since.is_none_or(|since| since <= day);
        return texts
            .iter()
            .rev()
            .find(in_force)
            .map(|text| text.text.clone());
    }
    let told: Vec<String> = texts
        .iter()
        .map(|text| match text.since {
            None => text.text.clone(),
            Some(since) => format!("{} (depuis le {})", text.text, french::day(since)),
        })
        .collect();
    (!told.is_empty()).then(|| told.join(" ; "))
}

/// The rights of an edition that rest on a parameter, a computation or an organisation, by id.
pub(super) fn resting_on(edition: Edition<'_>, thing: &Thing) -> Vec<String> {
    let Edition { catalogue, on } = edition;
    let names = &catalogue.compiled.names;
    let wanted = match thing.kind {
        Kind::Parameter => names
            .parameters
            .get(&thing.id)
            .map(|index| Reached::Parameter(*index)),
        Kind::Intermediate => catalogue
            .intermediates()
            .iter()
            .position(|each| format!("{}/{}", each.entity.word(), each.id) == thing.key)
            .and_then(|index| u16::try_from(index).ok())
            .map(Reached::Intermediate),
        _ => None,
    };
    let rests = |(right, compiled): &(&Right, &CompiledRight)| {
        let is_asked_there = thing.kind == Kind::Organisation && right.organisation == thing.id;
        is_asked_there || wanted.is_some_and(|wanted| compiled.reads_in_all.contains(&wanted))
    };
    catalogue
        .rights()
        .iter()
        .zip(&catalogue.compiled.rights)
        .filter(|(right, _)| on.is_none_or(|day| right.is_in_force(day)))
        .filter(rests)
        .map(|(right, _)| right.id.clone())
        .collect()
}
