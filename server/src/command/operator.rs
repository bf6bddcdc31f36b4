//! The options that say who runs this server: the law wants the name and the contact on the public page of its accessibility.

use app::accessibility::Operator;
use clap::Args;

/// Who runs this server.
#[derive(Args, Clone, Debug)]
pub(super) struct OperatorOptions {
    /// The organisation that runs this server, as the public page /accessibilite names it.
    #[arg(long, value_name = "NAME", env = "BILAN_OPERATOR")]
    operator: Option<String>,
    /// To whom it is told that a page can not be read or used, on the same page: an e-mail address, an https address, a telephone.
    #[arg(long, value_name = "CONTACT", env = "BILAN_ACCESSIBILITY_CONTACT")]
    accessibility_contact: Option<String>,
}

impl OperatorOptions {
    /// Them; what is blank is not said.
    pub(super) fn operator(&self) -> Operator {
        Operator {
            name: said(self.operator.as_deref()),
            contact: said(self.accessibility_contact.as_deref()),
        }
    }

    /// What the declaration of accessibility lacks, a sentence each.
    pub(super) fn missing(&self) -> Vec<&'static str> {
        let Operator { name, contact } = self.operator();
        [
            (
                name.is_none(),
                "The page /accessibilite names nobody: set BILAN_OPERATOR; the law asks it of every public service.",
            ),
            (
                contact.is_none(),
                "The page /accessibilite has no contact: set BILAN_ACCESSIBILITY_CONTACT; the law asks it of every public service.",
            ),
        ]
        .into_iter()
        .filter_map(|(missing, sentence)| missing.then_some(sentence))
        .collect()
    }
}

fn said(option: Option<&str>) -> Option<String> {
    option
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}
