//! Makes what a page draws of each question: its fields, what stands in them, what is wrong with them.

use chrono::{DateTime, Utc};
use rules::{Asks, Entity, Fact, Holder, Path, Question, RowId, Whom, YearMonth};
use uuid::Uuid;

use super::controls::{choice, control};
use super::labels::capital;
use super::receive::Echo;
use super::views::{Body, ChildrenView, Control, FieldView, GridView, QuestionView, RowView};
use super::wire::{self, Token};
use super::{Reading, before, incomes, labels, plan, situation_of, voices};
use crate::routes::StepView;
use crate::words::interview as words;

/// What one rendering needs besides the bilan.
pub struct Drawing<'a> {
    /// The bilan being read.
    pub reading: &'a Reading<'a>,
    /// A form that came back because something in it conflicts.
    pub echo: Option<&'a Echo>,
    /// Chance and time for the identity of an empty row.
    pub seed: (DateTime<Utc>, Uuid),
    /// How the screen is shown, with the list that gets one more empty row.
    pub view: &'a StepView,
}

impl Drawing<'_> {
    /// Draws one question.
    pub fn question(&self, question: &Question) -> QuestionView {
        let mut body = match &question.asks {
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
        self.hide(question, &mut body);
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

    /// Keeps out of sight the fields nothing depends on.
    fn hide(&self, question: &Question, body: &mut Body) {
        let hidden: Vec<String> = plan::hidden_fields(self.reading, question, self.view)
            .iter()
            .map(ToString::to_string)
            .collect();
        let fields: Vec<&mut FieldView> = match body {
            Body::Fields(fields) | Body::Receipts(fields) => fields.iter_mut().collect(),
            Body::Children(view) => {
                let rows = view.rows.iter_mut();
                rows.flat_map(|row| &mut row.fields).collect()
            }
            Body::Incomes(_) => Vec::new(),
        };
        for field in fields {
            field.hidden = field.conflict.is_none() && hidden.contains(&field.path);
            if field.hidden {
                // What is out of sight is not confirmed with the rest of the screen.
                field.was = None;
            }
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
            .filter(|path| voices::may_see(self.reading, path, self.view))
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
            hidden: false,
            was: before::was(self.reading, &path, self.view),
            path: path.to_string(),
        }
    }

    fn children(&self, question: &Question, facts: &[&Fact]) -> ChildrenView {
        let situation = &self.reading.situation;
        let editable = plan::asks_children_first(self.reading, question);
        let mut rows = situation.rows(Entity::Child);
        rows.extend(before::children(self.reading, self.view));
        rows.sort();
        let closed = *situation.get(&Path::ChildrenComplete) == rules::Answer::yes_no(true);
        if editable
            && (self.view.more.as_deref() == Some("enfants") || (rows.is_empty() && !closed))
        {
            rows.push(self.new_row());
        }
        let row = |at: usize, row: RowId| RowView {
            title: format!("{}\u{a0}{}", capital(words::CHILD), at + 1),
            fields: facts
                .iter()
                .map(|fact| {
                    self.field(
                        Path::Child(row.clone(), fact.id.as_str().into()),
                        Some(capital(&fact.name)),
                    )
                })
                .collect(),
            removal: {
                let path = Path::Child(row.clone(), rules::REMOVED.into());
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
            .view
            .more
            .as_deref()
            .and_then(|more| more.strip_prefix(&format!("{key}-")));
        let (catalogue, situation) = (self.reading.catalogue, &self.reading.situation);
        // The lines of last time are there too; their months that are over are not columns any more.
        let then = self.reading.bilan.before.as_deref();
        let then = situation_of(then.map_or(&[], |before| &before.answers));
        let mut used = incomes::lines(catalogue, situation, holder, months, added);
        for line in incomes::lines(catalogue, &then, holder, months, None) {
            if !used.contains(&line) {
                used.push(line);
            }
        }
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
                        let before = incomes::cell(&then, holder, &source.id, line, *month);
                        field.was = before::was_at(
                            self.reading,
                            &cell.amount(),
                            &before.amount(),
                            self.view,
                        );
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

    /// One line of a right: whether it is received.
    pub fn receipt(&self, right: &str) -> FieldView {
        let name = self
            .reading
            .catalogue
            .right(right)
            .map_or(right, |right| right.name.as_str());
        self.field(Path::Receipt(right.into()), Some(name.to_owned()))
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
