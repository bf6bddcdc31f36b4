//! What a page needs to draw each question: its words, its fields, what stands in them, what is wrong with them.

use chrono::{DateTime, Utc};
use rules::{
    Asks, Catalogue, Entity, Fact, FactType, Holder, Path, Question, RowId, Variant, Whom,
    YearMonth,
};
use uuid::Uuid;

use super::receive::Echo;
use super::wire::{self, Token};
use super::{Reading, incomes, labels, plan};
use crate::words::interview as words;

/// One question, ready to draw.
pub struct QuestionView {
    /// Its id in the catalogue.
    pub id: String,
    /// The question, worded to be spoken.
    pub text: String,
    /// Help under it.
    pub help: Option<String>,
    /// Why it is asked.
    pub why: String,
    /// A refusal here is « non abordé ».
    pub alone: bool,
    /// Where « à revoir » is kept, and whether it is on.
    pub review: Option<(String, bool)>,
    /// What is under it.
    pub body: Body,
}

/// What is under a question.
pub enum Body {
    /// Fields one after the other.
    Fields(Vec<FieldView>),
    /// One row for each child.
    Children(Box<ChildrenView>),
    /// One grid of incomes for each adult.
    Incomes(Vec<GridView>),
    /// One line for each right.
    Receipts(Vec<FieldView>),
}

/// One field.
#[derive(Clone)]
pub struct FieldView {
    /// Its place, which is also its name and its id in the page.
    pub path: String,
    /// Its label; `None` when the question itself is the label.
    pub label: Option<String>,
    /// A short help beside it.
    pub hint: Option<String>,
    /// How it is drawn.
    pub control: Control,
    /// What stands in it.
    pub text: String,
    /// What it is rendered from, for the hidden field.
    pub token: String,
    /// What is wrong with it, a sentence.
    pub problem: Option<String>,
    /// What somebody else wrote meanwhile.
    pub conflict: Option<ConflictView>,
}

/// How a field is drawn.
#[derive(Clone)]
pub enum Control {
    /// One of these.
    Choice(Vec<Choice>),
    /// Any of these, or none.
    Choices(Vec<Choice>),
    /// An amount, exact or a band.
    Amount(Vec<Choice>),
    /// One line of text; the keyboard it wants, and an example.
    Line(&'static str, &'static str),
    /// Several lines.
    Paragraph,
    /// A receipt and its day.
    Receipt,
}

/// One option.
#[derive(Clone)]
pub struct Choice {
    /// What is posted.
    pub value: String,
    /// What is read.
    pub label: String,
}

/// Both values of a conflict.
#[derive(Clone)]
pub struct ConflictView {
    /// What the field must be rendered from to replace what stands now.
    pub token: String,
    /// What stands now.
    pub theirs: String,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What was typed here.
    pub mine: String,
}

/// The children of a household.
pub struct ChildrenView {
    /// Rows are added and removed here.
    pub editable: bool,
    /// Each child.
    pub rows: Vec<RowView>,
    /// An empty row to copy when one is added in the page.
    pub template: RowView,
    /// « C’est tout ».
    pub complete: Option<FieldView>,
}

/// One child.
pub struct RowView {
    /// The row.
    pub row: RowId,
    /// « Enfant 2 ».
    pub title: String,
    /// Its fields.
    pub fields: Vec<FieldView>,
    /// The hidden field of its removal.
    pub removal: (String, String),
}

/// The incomes of one adult.
pub struct GridView {
    /// The question and the adult, `revenus-personne`: names the grid in the form.
    pub key: String,
    /// Whose.
    pub holder: Holder,
    /// The columns.
    pub months: Vec<YearMonth>,
    /// One line a source: its name, then its cells.
    pub lines: Vec<(String, Vec<FieldView>)>,
    /// Sources that may be added.
    pub others: Vec<Choice>,
    /// « C’est tout pour ce mois », one a column.
    pub complete: Vec<FieldView>,
    /// Bands a cell accepts, by name.
    pub bands: Vec<String>,
}

/// What one rendering needs besides the bilan.
pub struct Drawing<'a> {
    /// The bilan being read.
    pub reading: &'a Reading<'a>,
    /// A form that came back because something in it conflicts.
    pub echo: Option<&'a Echo>,
    /// Chance and time for the identity of an empty row.
    pub seed: (DateTime<Utc>, Uuid),
    /// The list that gets one more empty row.
    pub more: Option<&'a str>,
}

impl Drawing<'_> {
    /// Draws one question.
    pub fn question(&self, question: &Question) -> QuestionView {
        let body = match &question.asks {
            Asks::Facts { .. } | Asks::Partner => Body::Fields(self.fields(question)),
            Asks::Children(facts) => {
                let facts: Vec<&Fact> = facts
                    .iter()
                    .filter_map(|id| self.reading.catalogue.fact(*id))
                    .collect();
                Body::Children(Box::new(self.children(question, &facts)))
            }
            Asks::Incomes { of, months } => {
                let months = incomes::months(self.reading.date(), months);
                let holders = incomes::holders(&self.reading.situation, *of);
                Body::Incomes(
                    holders
                        .into_iter()
                        .map(|holder| self.grid(&question.id, holder, &months))
                        .collect(),
                )
            }
            Asks::Receipts(rights) => {
                Body::Receipts(rights.iter().map(|right| self.receipt(right)).collect())
            }
        };
        QuestionView {
            id: question.id.clone(),
            text: question.text.clone(),
            help: question.help.clone(),
            why: question.why.clone(),
            alone: question.alone,
            review: self.review(&body),
            body,
        }
    }

    /// « À revoir » is kept beside the first field of a question.
    fn review(&self, body: &Body) -> Option<(String, bool)> {
        let path = match body {
            Body::Fields(fields) => fields.first().map(|field| field.path.clone()),
            Body::Children(view) => view.complete.as_ref().map(|field| field.path.clone()),
            Body::Incomes(grids) => grids
                .first()
                .and_then(|grid| grid.complete.first())
                .map(|field| field.path.clone()),
            Body::Receipts(_) => None,
        }?;
        let on = path
            .parse()
            .ok()
            .and_then(|path: Path| self.reading.stored(&path))
            .is_some_and(|stored| stored.to_review);
        Some((path, on))
    }

    fn fields(&self, question: &Question) -> Vec<FieldView> {
        let paths = plan::paths(self.reading, question);
        let alone = paths.len() == 1;
        let both = matches!(
            question.asks,
            Asks::Facts {
                of: Whom::EachAdult,
                ..
            }
        );
        paths
            .into_iter()
            .map(|path| {
                let label = match &path {
                    _ if alone => None,
                    Path::Person(_) if both => {
                        Some(format!("{} ({})", self.name(&path), words::THE_PERSON))
                    }
                    _ => Some(labels::label(
                        self.reading.catalogue,
                        &self.reading.situation,
                        &path,
                    )),
                };
                self.field(path, label.map(|label| capital(&label)))
            })
            .collect()
    }

    fn name(&self, path: &Path) -> String {
        self.reading
            .catalogue
            .fact_at(path)
            .map(|fact| fact.name.clone())
            .unwrap_or_default()
    }

    /// One field of one place.
    pub fn field(&self, path: Path, label: Option<String>) -> FieldView {
        let catalogue = self.reading.catalogue;
        let stored = self.reading.stored(&path);
        let text = stored
            .map(|stored| wire::write(catalogue, &path, &stored.answer))
            .unwrap_or_default();
        let token = Token {
            version: stored.map_or(0, |stored| stored.version),
            to_review: stored.is_some_and(|stored| stored.to_review),
            text: text.clone(),
        };
        let conflict = self
            .echo
            .and_then(|echo| echo.conflict(self.reading, &path));
        let text = match (&conflict, self.echo) {
            (Some(_), Some(echo)) => echo.typed(self.reading, &path).unwrap_or(text),
            _ => text,
        };
        let control = control(catalogue, &path);
        let problem = match self.reading.answer(&path) {
            rules::Answer::Unreadable(kept) => {
                let sentence = catalogue
                    .explain_invalid(&path, kept)
                    .unwrap_or_else(|| words::UNREADABLE.to_owned());
                // A list can not show what is not in it: the sentence does.
                Some(match &control {
                    Control::Choice(_) | Control::Choices(_) | Control::Receipt => {
                        format!("«\u{a0}{kept}\u{a0}». {sentence}")
                    }
                    _ => sentence,
                })
            }
            _ => None,
        };
        FieldView {
            label,
            hint: catalogue.fact_at(&path).and_then(|fact| fact.hint.clone()),
            control,
            text,
            token: token.to_string(),
            problem,
            conflict,
            path: path.to_string(),
        }
    }

    fn children(&self, question: &Question, facts: &[&Fact]) -> ChildrenView {
        let situation = &self.reading.situation;
        let editable = plan::asks_children_first(self.reading, question);
        let mut rows = situation.rows(Entity::Child);
        rows.sort();
        let closed = *situation.get(&Path::ChildrenComplete) == rules::Answer::yes_no(true);
        if editable && (self.more == Some("enfants") || (rows.is_empty() && !closed)) {
            rows.push(self.new_row());
        }
        let row = |at: usize, row: RowId| RowView {
            title: format!("{}\u{a0}{}", capital(words::CHILD), at + 1),
            fields: facts
                .iter()
                .map(|fact| {
                    self.field(
                        Path::Child(row.clone(), fact.id.clone()),
                        Some(capital(&fact.name)),
                    )
                })
                .collect(),
            removal: {
                let path = Path::Child(row.clone(), rules::REMOVED.to_owned());
                let version = self
                    .reading
                    .stored(&path)
                    .map_or(0, |stored| stored.version);
                (
                    path.to_string(),
                    Token {
                        version,
                        ..Token::default()
                    }
                    .to_string(),
                )
            },
            row,
        };
        ChildrenView {
            editable,
            template: row(rows.len(), RowId::of_number(0)),
            rows: rows
                .into_iter()
                .enumerate()
                .map(|(at, id)| row(at, id))
                .collect(),
            complete: editable.then(|| self.field(Path::ChildrenComplete, None)),
        }
    }

    fn grid(&self, question: &str, holder: Holder, months: &[YearMonth]) -> GridView {
        let key = format!("{question}-{holder}");
        let added = self
            .more
            .and_then(|more| more.strip_prefix(&format!("{key}-")));
        let (catalogue, situation) = (self.reading.catalogue, &self.reading.situation);
        let used = incomes::lines(catalogue, situation, holder, months, added);
        let others = incomes::sources(catalogue).iter().map(choice).collect();
        let lines = used
            .into_iter()
            .map(|(source, line)| {
                let cells = months
                    .iter()
                    .map(|month| {
                        let cell = incomes::cell(situation, holder, &source.id, line, *month);
                        let label = format!(
                            "{}, {}",
                            source.name,
                            crate::words::numbers::month(month.year(), month.month())
                        );
                        let mut field = self.field(cell.amount(), Some(label));
                        if field.text.starts_with('b') {
                            let answer = self.reading.answer(&cell.amount());
                            field.text = catalogue.show(&cell.amount(), answer);
                        }
                        field.path = cell.name();
                        field
                    })
                    .collect();
                (source.name, cells)
            })
            .collect();
        let amount = catalogue
            .facts()
            .iter()
            .find(|fact| fact.entity == Entity::Income && fact.id == incomes::AMOUNT);
        GridView {
            key,
            holder,
            months: months.to_vec(),
            lines,
            others,
            complete: months
                .iter()
                .map(|month| self.field(Path::IncomesComplete(holder, *month), None))
                .collect(),
            bands: amount
                .and_then(|fact| fact.bands.as_ref())
                .map(|bands| bands.iter().map(|band| band.name.clone()).collect())
                .unwrap_or_default(),
        }
    }

    fn receipt(&self, right: &str) -> FieldView {
        let name = self
            .reading
            .catalogue
            .right(right)
            .map_or(right, |right| right.name.as_str());
        self.field(Path::Receipt(right.to_owned()), Some(name.to_owned()))
    }

    /// The identity of an empty row: it sorts after the rows that are there.
    fn new_row(&self) -> RowId {
        let (now, chance) = self.seed;
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
        RowId::of_number(
            millis.wrapping_mul(1 << 20) | u64::try_from(chance.as_u128() & 0xf_ffff).unwrap_or(0),
        )
    }
}

fn control(catalogue: &Catalogue, path: &Path) -> Control {
    if let Path::Receipt(_) = path {
        return Control::Receipt;
    }
    let Some(fact) = catalogue.fact_at(path) else {
        return match path {
            Path::ChildrenComplete => {
                Control::Choice(pair(words::CHILDREN_COMPLETE, words::CHILDREN_OPEN))
            }
            Path::IncomesComplete(..) => {
                Control::Choice(pair(words::MONTH_COMPLETE, words::MONTH_OPEN))
            }
            _ => Control::Choice(pair(words::YES, words::NO)),
        };
    };
    match &fact.kind {
        FactType::YesNo => Control::Choice(pair(words::YES, words::NO)),
        FactType::Choice(variants) => Control::Choice(variants.iter().map(choice).collect()),
        FactType::Choices(variants) => Control::Choices(variants.iter().map(choice).collect()),
        FactType::Amount => {
            let bands = fact.bands.as_deref().unwrap_or_default();
            let bands = bands.iter().enumerate();
            Control::Amount(
                bands
                    .map(|(at, band)| Choice {
                        value: format!("b{at}"),
                        label: band.name.clone(),
                    })
                    .collect(),
            )
        }
        FactType::Date => Control::Line("text", words::DATE_EXAMPLE),
        FactType::Month => Control::Line("text", words::MONTH_EXAMPLE),
        FactType::Integer => Control::Line("numeric", ""),
        FactType::Rate => Control::Line("decimal", ""),
        FactType::Text => Control::Paragraph,
    }
}

fn pair(yes: &str, no: &str) -> Vec<Choice> {
    vec![
        Choice {
            value: "oui".to_owned(),
            label: yes.to_owned(),
        },
        Choice {
            value: "non".to_owned(),
            label: no.to_owned(),
        },
    ]
}

fn choice(variant: &Variant) -> Choice {
    Choice {
        value: variant.id.clone(),
        label: variant.name.clone(),
    }
}

/// « date de naissance » at the start of a line.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
