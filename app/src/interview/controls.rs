//! How a place is drawn: the control of its fact, and the options it offers.

use rules::{Catalogue, FactType, Path, Variant};

use super::views::{Choice, Control};
use crate::words::interview as words;

/// The control of a place, from its fact.
pub fn control(catalogue: &Catalogue, path: &Path) -> Control {
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

/// The option of a variant.
pub fn choice(variant: &Variant) -> Choice {
    Choice {
        value: variant.id.clone(),
        label: variant.name.clone(),
    }
}
