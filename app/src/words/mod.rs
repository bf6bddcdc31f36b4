//! The French a user reads that is not catalogue: one file per part of the product, written as it is printed
//! (typographic apostrophe, no-break spaces). To add a sentence: put it in the file of its page; the test below reads them all.

pub mod accessibility;
pub mod accounts;
pub mod agenda;
pub mod by_name;
pub mod catalogue;
pub mod directory;
pub mod erasure;
pub mod errors;
pub mod figures;
pub mod follow_up;
pub mod interview;
pub mod legal_frame;
pub mod notes;
pub mod numbers;
pub mod offers;
pub mod orientation;
pub mod pages;
pub mod remarks;
pub mod sharing;
pub mod structures;
pub mod traces;
pub mod training;

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// What stands between quotes in a line of code that is not a comment.
    fn literals(source: &str) -> impl Iterator<Item = &str> {
        source
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .flat_map(|line| line.split('"').skip(1).step_by(2))
    }

    /// What a person reads of a literal: several words, without what stands in braces. `None` for words of the machine.
    fn spoken(literal: &str) -> Option<String> {
        let mut depth = 0;
        let said = literal.replace("\\u{a0}", " ").replace("\\u{202f}", " ");
        let said: String = said
            .chars()
            .filter(|c| {
                depth += i32::from(*c == '{') - i32::from(*c == '}');
                depth == 0 && *c != '}'
            })
            .collect();
        (said.contains(' ') && said.contains(|c: char| c.is_lowercase())).then_some(said)
    }

    fn every_source(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                every_source(&path, found);
            } else if !path.ends_with("tests.rs") {
                found.push(std::fs::read_to_string(path).unwrap());
            }
        }
    }

    /// What the catalogue's texts are held to, every sentence of these pages is held to: no acronym unexplained, no endless sentence.
    #[test]
    fn sentences_are_in_plain_words() {
        let catalogue = rules::Catalogue::embedded().unwrap();
        let mut sources = Vec::new();
        every_source(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
            &mut sources,
        );
        let mut read = 0;
        let mut faults = Vec::new();
        for sentence in sources
            .iter()
            .flat_map(|source| literals(source))
            .filter_map(spoken)
        {
            read += 1;
            let seen = catalogue.plain_words_of(&sentence);
            let errors = seen.iter().filter(|seen| seen.is_error);
            faults.extend(errors.map(|seen| format!("« {sentence} »: {}", seen.message)));
        }
        assert!(read > 300, "only {read} texts were read");
        assert!(faults.is_empty(), "{faults:#?}");
    }

    /// Every sentence keeps its punctuation beside its word.
    #[test]
    fn sentences_follow_french_typography() {
        let sources = [
            include_str!("accessibility.rs"),
            include_str!("accounts.rs"),
            include_str!("agenda.rs"),
            include_str!("catalogue.rs"),
            include_str!("directory.rs"),
            include_str!("errors.rs"),
            include_str!("follow_up.rs"),
            include_str!("interview.rs"),
            include_str!("notes.rs"),
            include_str!("orientation.rs"),
            include_str!("pages.rs"),
        ];
        let mut faults = Vec::new();
        for source in sources {
            for literal in literals(source) {
                if [" ;", " !", " ?", " :", "« ", " »"]
                    .iter()
                    .any(|wrong| literal.contains(wrong))
                    || literal.contains('\'')
                {
                    faults.push(literal.to_owned());
                }
            }
        }
        assert!(faults.is_empty(), "{faults:#?}");
    }
}
