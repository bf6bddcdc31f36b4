//! Faults of the catalogue shown where they stand: the line of the file, underlined, with the sentence and the suggestion.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use rules::{Fault, Source};

/// Every fault with its line of the file. `sources` are the files the catalogue was loaded from.
pub fn show(faults: &[Fault], sources: &[Source]) -> String {
    faults
        .iter()
        .map(|fault| show_one(fault, sources))
        .collect::<Vec<_>>()
        .join("\n\n")
}

fn show_one(fault: &Fault, sources: &[Source]) -> String {
    let source = sources
        .iter()
        .find(|source| format!("{}/{}", source.layer, source.path) == fault.file);
    let Some(source) = source else {
        return fault.to_string();
    };
    let span = within(fault.span.clone(), &source.text);
    let snippet = Snippet::source(source.text.as_str())
        .path(fault.file.as_str())
        .annotation(AnnotationKind::Primary.span(span));
    let title = Level::ERROR
        .primary_title(fault.message.as_str())
        .element(snippet);
    let mut report: Vec<Group<'_>> = vec![title];
    if let Some(suggestion) = &fault.suggestion {
        report.push(Group::with_title(
            Level::HELP.secondary_title(suggestion.as_str()),
        ));
    }
    Renderer::plain().render(&report)
}

/// The span, kept inside the text and on the boundaries of characters: a fault is shown whatever it says.
fn within(span: std::ops::Range<usize>, text: &str) -> std::ops::Range<usize> {
    let boundary = |mut position: usize| {
        position = position.min(text.len());
        while !text.is_char_boundary(position) {
            position -= 1;
        }
        position
    };
    let start = boundary(span.start);
    start..boundary(span.end).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_underlined_in_its_line() {
        let text = "id = \"x\"\nsignal = \"parent_isolé\"\n";
        let start = text.find("parent").unwrap();
        let fault = Fault {
            file: "national/droits/x.toml".into(),
            line: 2,
            column: 11,
            span: start..start + "parent_isolé".len(),
            message: "ce nom n’existe pas".into(),
            suggestion: Some("vouliez-vous écrire « parent_isole » ?".into()),
        };
        let sources = [Source {
            layer: "national".into(),
            path: "droits/x.toml".into(),
            text: text.into(),
        }];
        insta::assert_snapshot!(show(&[fault], &sources));
    }

    #[test]
    fn a_fault_of_an_unknown_file_or_place_is_still_said() {
        let mut fault = Fault {
            file: "ailleurs.toml".into(),
            line: 1,
            column: 1,
            span: 5..400,
            message: "illisible".into(),
            suggestion: None,
        };
        assert_eq!(
            show(std::slice::from_ref(&fault), &[]),
            "ailleurs.toml:1:1: illisible"
        );
        fault.file = "a/b".into();
        let sources = [Source {
            layer: "a".into(),
            path: "b".into(),
            text: "é".into(),
        }];
        assert!(show(&[fault], &sources).contains("illisible"));
    }
}
