//! The person's copy as plain data: finished sentences in reading order, with nothing left to decide. What is in French within
//! a copy in another language stands between marks: [`pieces`](super::pieces).
//!
//! The HTML page and the PDF are two pictures of this one thing. A new section is a field here, an arm in each picture,
//! and a line in [`PersonCopy::strings`], which spaces every sentence and lets the tests check that nothing was lost on the way.

use chrono::{DateTime, Utc};

use super::voice::Voice;

/// What the person takes away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonCopy {
    /// Its language, and the words that pictures of it add.
    pub setting: Setting,
    /// The person's code (« 7F-42K »), which alone opens nothing.
    pub reference: String,
    /// When this paper was made.
    pub made_at: DateTime<Utc>,
    /// The title of the document.
    pub title: String,
    /// How the person is called, only as they wish.
    pub name: Option<String>,
    /// What stands under the code.
    pub code_label: String,
    /// What we looked at, where, when, how to get back in touch, and what this paper is not.
    pub opening: Vec<String>,
    /// First things first.
    pub first: Option<First>,
    /// What to do, organisation by organisation.
    pub roadmap: Option<Roadmap>,
    /// What is undecided or open already.
    pub rights: Option<Rights>,
    /// What to do when the answer is no, what RSA asks in return, what we could not find out, what the person may ask about these data.
    pub chapters: Vec<Chapter>,
    /// The words at the foot of each page: the code, never the name.
    pub foot: String,
}

/// What pictures of a copy need besides its sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The language, as `lang` attributes write it.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// « page », before its number.
    pub page: String,
    /// « (suite) », after the name of what goes on over a page.
    pub continued: String,
}

impl Setting {
    /// What a language needs.
    pub(super) fn of(voice: &Voice<'_>) -> Self {
        Self {
            lang: voice.language.code.clone(),
            direction: voice.language.direction(),
            page: voice.say("page"),
            continued: voice.say("continued"),
        }
    }
}

/// A sentence, with what must be seen first in front of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// What must be seen first; may be empty.
    pub strong: String,
    /// The rest; may be empty.
    pub text: String,
    /// How to do it, in a quieter voice; may be empty.
    pub how: String,
}

/// First things first: urgencies, then up to three priorities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct First {
    /// Title of the section.
    pub title: String,
    /// The label of what to do now; empty when nothing is.
    pub urgent_label: String,
    /// What to do now.
    pub urgent: Vec<Line>,
    /// The label of the priorities; empty unless they follow an urgency.
    pub next_label: String,
    /// Up to three priorities, in order.
    pub priorities: Vec<Line>,
}

/// The roadmap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roadmap {
    /// Title of the section.
    pub title: String,
    /// One sentence on how to use it.
    pub intro: String,
    /// The label of the folder; empty without documents.
    pub folder_label: String,
    /// The documents that serve at every visit, each once.
    pub folder: Vec<String>,
    /// The organisations that serve several rights, or one that presses, in the order of the visits.
    pub stops: Vec<Stop>,
    /// The label of the others; empty without any.
    pub others_label: String,
    /// The organisations that serve one right each, and nothing pressing: each is told in a few lines. Those to ask come first.
    pub others: Vec<Stop>,
}

/// One organisation, so that one visit or one call serves several rights.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stop {
    /// Its identifier in the catalogue; empty when no place may be named on this paper.
    pub organisation: String,
    /// Its name.
    pub name: String,
    /// Telephone, web, hours, and its address, when they are sure.
    pub contact: Vec<String>,
    /// How to find the counter of one's commune; empty when nothing needs to be said, or when `places` is sure of one.
    pub find: String,
    /// The counter of the person's commune: where, when, how to call. Empty when none is known.
    pub places: Vec<String>,
    /// What to ask there, with a box to tick.
    pub asks: Vec<Line>,
    /// What comes by itself.
    pub automatic: Vec<Line>,
    /// The label of the documents; empty without documents.
    pub bring_label: String,
    /// The documents that only this organisation asks for, each once.
    pub bring: Vec<String>,
}

/// The rights that the roadmap does not hold, group by group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rights {
    /// Title of the section.
    pub title: String,
    /// To check, already open.
    pub groups: Vec<Group>,
}

/// Rights of which we may say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What we may say of them.
    pub title: String,
    /// The rights.
    pub rights: Vec<RightLine>,
    /// What is said once of all of them; may be empty.
    pub note: Line,
}

/// One right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RightLine {
    /// Its name.
    pub name: String,
    /// What it gives, in one sentence.
    pub sentence: String,
    /// What would settle it, who decides, when to renew it.
    pub notes: Vec<String>,
}

/// What a chapter is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// What to do when the answer is no.
    Appeals,
    /// What RSA asks in return.
    Asked,
    /// What we could not find out.
    Unknown,
    /// The person's rights over what was written.
    Data,
    /// The acronyms.
    Acronyms,
}

/// A section of short sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// What it is about.
    pub about: About,
    /// Title of the section.
    pub title: String,
    /// One sentence before the list; may be empty.
    pub intro: String,
    /// The sentences.
    pub lines: Vec<Line>,
    /// Where this was read; may be empty.
    pub source: String,
}

impl PersonCopy {
    /// Every text of the copy in reading order, the foot of the pages apart.
    pub fn texts(&self) -> Vec<String> {
        let mut copy = self.clone();
        copy.foot.clear();
        copy.strings()
            .into_iter()
            .filter(|text| !text.is_empty())
            .map(|text| text.clone())
            .collect()
    }

    /// Every string of the copy in reading order, the foot of the pages last.
    pub(super) fn strings(&mut self) -> Vec<&mut String> {
        let mut all = vec![&mut self.title];
        all.extend(&mut self.name);
        all.extend(&mut self.opening);
        all.extend([&mut self.reference, &mut self.code_label]);
        if let Some(first) = &mut self.first {
            all.extend([&mut first.title, &mut first.urgent_label]);
            all.extend(first.urgent.iter_mut().flat_map(Line::strings));
            all.push(&mut first.next_label);
            all.extend(first.priorities.iter_mut().flat_map(Line::strings));
        }
        if let Some(roadmap) = &mut self.roadmap {
            all.extend([
                &mut roadmap.title,
                &mut roadmap.intro,
                &mut roadmap.folder_label,
            ]);
            all.extend(&mut roadmap.folder);
            all.extend(roadmap.stops.iter_mut().flat_map(Stop::strings));
            all.push(&mut roadmap.others_label);
            all.extend(roadmap.others.iter_mut().flat_map(Stop::strings_of_other));
        }
        if let Some(rights) = &mut self.rights {
            all.push(&mut rights.title);
            for group in &mut rights.groups {
                all.push(&mut group.title);
                for right in &mut group.rights {
                    all.extend([&mut right.name, &mut right.sentence]);
                    all.extend(&mut right.notes);
                }
                all.extend(group.note.strings());
            }
        }
        for chapter in &mut self.chapters {
            all.extend([&mut chapter.title, &mut chapter.intro]);
            all.extend(chapter.lines.iter_mut().flat_map(Line::strings));
            all.push(&mut chapter.source);
        }
        all.push(&mut self.foot);
        all
    }
}

impl Line {
    /// A line of two parts.
    pub fn new(strong: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            strong: strong.into(),
            text: text.into(),
            how: String::new(),
        }
    }

    /// A line without a strong part.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::new("", text)
    }

    fn strings(&mut self) -> [&mut String; 3] {
        [&mut self.strong, &mut self.text, &mut self.how]
    }
}

impl Roadmap {
    /// Every organisation, in the order of the visits.
    pub fn all_stops(&self) -> impl Iterator<Item = &Stop> {
        self.stops.iter().chain(&self.others)
    }

    /// The same, to be completed.
    pub(super) fn all_stops_mut(&mut self) -> impl Iterator<Item = &mut Stop> {
        self.stops.iter_mut().chain(&mut self.others)
    }

    /// The others, those to ask apart from those that have nothing to be asked.
    pub fn others_apart(&self) -> (&[Stop], &[Stop]) {
        let to_ask = self.others.partition_point(|stop| !stop.asks.is_empty());
        self.others.split_at(to_ask)
    }
}

impl Stop {
    /// How it is reached from anywhere: telephone, web, hours, then how to find it.
    pub fn reach(&self) -> impl Iterator<Item = &String> {
        let find = std::iter::once(&self.find).filter(|find| !find.is_empty());
        self.contact.iter().chain(find)
    }

    fn strings(&mut self) -> Vec<&mut String> {
        let [name, asks, bring] = self.parts();
        [name, asks, bring].into_iter().flatten().collect()
    }

    /// Told in a few lines: what to ask, then where.
    fn strings_of_other(&mut self) -> Vec<&mut String> {
        let [name, asks, bring] = self.parts();
        [asks, name, bring].into_iter().flatten().collect()
    }

    /// Where, what to ask, what to bring.
    fn parts(&mut self) -> [Vec<&mut String>; 3] {
        let lines = self.asks.iter_mut().chain(&mut self.automatic);
        let name = std::iter::once(&mut self.name);
        let reach = self.contact.iter_mut().chain([&mut self.find]);
        [
            name.chain(reach).chain(&mut self.places).collect(),
            lines.flat_map(Line::strings).collect(),
            std::iter::once(&mut self.bring_label)
                .chain(&mut self.bring)
                .collect(),
        ]
    }
}
