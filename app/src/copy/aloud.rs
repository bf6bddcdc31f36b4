//! The copy read aloud at the close, to go through it together, also with somebody who can not read it.
//!
//! It is made of the copy itself, so that nothing is said aloud that the paper withholds; the name of the person is not said
//! either, for a voice carries further than a paper.

use super::model::{About, First, Line, PersonCopy, Stop};
use super::voice::unmarked;
use crate::languages::{Language, With, french};

/// How many words are read in a minute: slowly, with the time to look up.
const WORDS_A_MINUTE: usize = 110;

/// What is read aloud.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// The language, as `lang` attributes write it.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Its title.
    pub title: String,
    /// About how long it takes.
    pub length: String,
    /// That the person may stop it.
    pub pause: String,
    /// The parts, in order.
    pub parts: Vec<Part>,
}

/// One part: a title, and one idea a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is about.
    pub title: String,
    /// What is said, one idea after the other.
    pub ideas: Vec<String>,
}

/// What to say aloud of a copy written in this language: first things first, where to go in order, what comes by itself, what we
/// could not find out, and the person's rights over what was written.
pub fn aloud(copy: &PersonCopy, language: &Language) -> Spoken {
    let teller = Teller(language);
    let mut parts: Vec<Part> = copy.first.iter().map(first).collect();
    if let Some(roadmap) = &copy.roadmap {
        let to_visit = roadmap.all_stops().filter(|stop| !stop.asks.is_empty());
        let to_visit: Vec<&Stop> = to_visit.collect();
        if !to_visit.is_empty() {
            let count = [("count", to_visit.len().into())];
            let mut ideas = vec![teller.tell("aloud-order", &count)];
            ideas.extend(bring(&roadmap.folder_label, &roadmap.folder));
            parts.push(part(teller.tell("aloud-where", &[]), ideas));
        }
        parts.extend(to_visit.into_iter().map(|stop| visit(&teller, stop)));
        let by_itself = roadmap.all_stops().flat_map(|stop| &stop.automatic);
        parts.push(part(
            teller.tell("aloud-by-itself", &[]),
            by_itself.flat_map(said).collect(),
        ));
    }
    let told = [About::Unknown, About::Data];
    let chapters = copy.chapters.iter();
    parts.extend(
        chapters
            .filter(|chapter| told.contains(&chapter.about))
            .map(|chapter| {
                part(
                    chapter.title.clone(),
                    chapter.lines.iter().flat_map(said).collect(),
                )
            }),
    );
    parts.retain(|part| !part.ideas.is_empty());
    let minutes = [("minutes", minutes(&parts).into())];
    Spoken {
        lang: copy.setting.lang.clone(),
        direction: copy.setting.direction,
        title: teller.tell("aloud-title", &[]),
        length: teller.tell("aloud-minutes", &minutes),
        pause: teller.tell("aloud-pause", &[]),
        parts,
    }
}

struct Teller<'a>(&'a Language);

impl Teller<'_> {
    fn tell(&self, name: &str, with: &[With<'_>]) -> String {
        let said = self.0.say(name, with).or_else(|| french().say(name, with));
        said.unwrap_or_default()
    }
}

fn part(title: String, ideas: Vec<String>) -> Part {
    Part { title, ideas }
}

fn first(first: &First) -> Part {
    let lines = first.urgent.iter().chain(&first.priorities);
    part(first.title.clone(), lines.flat_map(said).collect())
}

/// One organisation: how to reach it, where, what to ask there, what to bring.
fn visit(teller: &Teller<'_>, stop: &Stop) -> Part {
    let mut ideas: Vec<String> = stop.reach().cloned().collect();
    ideas.extend(stop.places.iter().flat_map(|place| sentences(place)));
    ideas.push(teller.tell("aloud-ask-there", &[]));
    ideas.extend(stop.asks.iter().flat_map(said));
    ideas.extend(bring(&stop.bring_label, &stop.bring));
    part(stop.name.clone(), ideas)
}

fn bring(label: &str, documents: &[String]) -> Option<String> {
    (!documents.is_empty()).then(|| format!("{label} {}.", documents.join(", ")))
}

/// The ideas of a line: what stands first with the sentence it opens, then a sentence a line.
fn said(line: &Line) -> Vec<String> {
    let whole = [&line.strong, &line.text].map(String::as_str);
    let whole: Vec<&str> = whole.into_iter().filter(|text| !text.is_empty()).collect();
    let mut ideas = sentences(&whole.join(" "));
    ideas.extend(sentences(&line.how));
    ideas
}

/// The sentences of a text. A full stop inside what is in French within another language ends nothing.
fn sentences(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut sentence = String::new();
    for word in text.split(' ') {
        if !sentence.is_empty() {
            sentence.push(' ');
        }
        sentence.push_str(word);
        let whole = sentence.matches('\u{2066}').count() == sentence.matches('\u{2069}').count();
        if whole && unmarked(word).ends_with(['.', '!', '?']) {
            found.push(std::mem::take(&mut sentence));
        }
    }
    found.push(sentence);
    found.retain(|sentence| !sentence.trim().is_empty());
    found
}

/// About how long it takes to say, in whole minutes.
fn minutes(parts: &[Part]) -> usize {
    let words = |text: &str| text.split_whitespace().count();
    let part =
        |part: &Part| words(&part.title) + part.ideas.iter().map(|idea| words(idea)).sum::<usize>();
    let words: usize = parts.iter().map(part).sum();
    words.div_ceil(WORDS_A_MINUTE).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_idea_is_one_sentence() {
        let line = Line {
            how: "Une aide. Pour vous.".to_owned(),
            ..Line::new("RSA :", "environ 403 € par mois. L’organisme décide ?")
        };
        assert_eq!(
            said(&line),
            [
                "RSA : environ 403 € par mois.",
                "L’organisme décide ?",
                "Une aide.",
                "Pour vous."
            ]
        );
        assert_eq!(
            said(&Line::plain(
                "see \u{2066}Une aide. À vous.\u{2069} Then go."
            )),
            ["see \u{2066}Une aide. À vous.\u{2069}", "Then go."]
        );
    }

    #[test]
    fn a_hundred_and_ten_words_take_a_minute() {
        let of = |words: usize| minutes(&[part(String::new(), vec!["mot ".repeat(words)])]);
        assert_eq!((of(0), of(110), of(111), of(1100)), (1, 1, 2, 10));
    }
}
