//! The French a user reads that is not catalogue: one file per part of the product, written as it is printed
//! (typographic apostrophe, no-break spaces). To add a sentence: put it in the file of its page; the test below reads them all.

pub mod catalogue;
pub mod errors;
pub mod interview;
pub mod numbers;
pub mod pages;

#[cfg(test)]
mod tests {
    /// Every sentence keeps its punctuation beside its word.
    #[test]
    fn sentences_follow_french_typography() {
        let sources = [
            include_str!("catalogue.rs"),
            include_str!("errors.rs"),
            include_str!("interview.rs"),
            include_str!("pages.rs"),
        ];
        let mut faults = Vec::new();
        for source in sources {
            for line in source
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
            {
                for literal in line.split('"').skip(1).step_by(2) {
                    if [" ;", " !", " ?", " :", "« ", " »"]
                        .iter()
                        .any(|wrong| literal.contains(wrong))
                        || literal.contains('\'')
                    {
                        faults.push(literal.to_owned());
                    }
                }
            }
        }
        assert!(faults.is_empty(), "{faults:#?}");
    }
}
