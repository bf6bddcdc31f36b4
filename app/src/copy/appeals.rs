//! What to do when the answer is no, by organisation; decisions that are contested the same way are said together.

use rules::{Appeal, Right};

use super::model::{About, Chapter, Line};
use super::selection::Entry;
use super::voice::{Voice, capital, lower, sentence};

/// Decisions of one organisation that are contested in one way.
struct Way<'a> {
    right: &'a Right,
    /// The delay, in French; empty when it is that of the sentence above.
    delay: &'a str,
    /// What to do first, in French.
    step: &'a str,
    /// The decisions, in French.
    decisions: Vec<&'a str>,
    /// Nothing is required before a judge, and the delay is that of the sentence above: one line says it of all such decisions.
    is_only_advised: bool,
}

/// The section; `None` when nothing was or will be asked for.
pub fn appeals(voice: &Voice<'_>, entries: &[Entry]) -> Option<Chapter> {
    let ways = ways(entries);
    let (only_advised, ways): (Vec<Way<'_>>, Vec<Way<'_>>) =
        ways.into_iter().partition(|way| way.is_only_advised);
    let mut lines: Vec<Line> = ways.iter().map(|way| line(voice, &ways, way)).collect();
    if !only_advised.is_empty() {
        lines.push(voice.line("appeals-others", &[]));
    }
    (!lines.is_empty()).then(|| Chapter {
        about: About::Appeals,
        title: voice.say("appeals-title"),
        intro: voice.say("appeals-intro"),
        lines,
        source: String::new(),
    })
}

fn ways<'a>(entries: &[Entry<'a>]) -> Vec<Way<'a>> {
    let mut ways: Vec<Way<'a>> = Vec::new();
    // Nobody refuses what comes by itself.
    let asked = entries
        .iter()
        .filter(|entry| entry.requested() || (entry.is_step() && !entry.by_itself));
    // The first appeal of a right is the one against its refusal.
    let first = asked.filter_map(|entry| Some((entry.right, entry.right.appeals.first()?)));
    for (right, appeal) in first.filter(|(_, appeal)| !appeal.delay.starts_with("pas de délai")) {
        let (delay, step) = (delay(appeal), step(appeal));
        match ways.iter_mut().find(|way| {
            (way.right.organisation.as_str(), way.delay, way.step)
                == (right.organisation.as_str(), delay, step)
        }) {
            Some(way) if way.decisions.contains(&appeal.decision.as_str()) => {}
            Some(way) => way.decisions.push(&appeal.decision),
            None => ways.push(Way {
                right,
                delay,
                step,
                decisions: vec![&appeal.decision],
                is_only_advised: delay.is_empty() && appeal.advice().is_some(),
            }),
        }
    }
    ways
}

/// The first step is what the person has to do; the letter that answers it names the court.
fn step(appeal: &Appeal) -> &str {
    let step = appeal.advice().or(appeal.prior.as_deref()).unwrap_or("");
    let cut = step.split_once(", puis ").or(step.split_once(", avant "));
    cut.map_or(step, |(step, _)| step)
}

/// The sentence above says once that the delay is two months and runs from the letter.
fn delay(appeal: &Appeal) -> &str {
    let runs = [
        " à partir de la notification",
        " à partir de la lettre de décision",
        " à partir du jour où vous recevez la décision",
    ];
    let delay = runs.iter().find_map(|from| appeal.delay.strip_suffix(from));
    match delay.unwrap_or(&appeal.delay) {
        "deux mois" | "2 mois" | "2\u{a0}mois" => "",
        other => other,
    }
}

fn line(voice: &Voice<'_>, ways: &[Way<'_>], way: &Way<'_>) -> Line {
    let place = &way.right.organisation;
    let alone = ways
        .iter()
        .filter(|other| other.right.organisation == *place)
        .count()
        == 1;
    // Nobody contests what an adviser says: the decision is another’s, and stands alone.
    let decides = voice.catalogue.organisation(place).filter(|o| !o.advises);
    let mut name: Vec<String> = decides.map(|o| voice.organisation(o)).into_iter().collect();
    if !alone || decides.is_none() {
        let decisions = way.decisions.iter();
        name.extend(decisions.map(|decision| told(voice, way.right, "decision", decision)));
    }
    let told = |text: &str, french: &str| match french {
        "" => String::new(),
        french => sentence(&told(voice, way.right, text, french)),
    };
    let said = format!(
        "{} {}",
        told("delai", way.delay),
        told("prealable", way.step)
    );
    let said = match said.trim() {
        "" => voice.say("appeals-two-months"),
        said => lower(said),
    };
    voice.headed(&capital(&voice.row(&name)), &said)
}

/// A text of the first appeal of a right: its translation when there is one, else the French that was kept of it.
fn told(voice: &Voice<'_>, right: &Right, text: &str, french: &str) -> String {
    voice.of_right(right, &format!("recours.1.{text}"), french)
}
