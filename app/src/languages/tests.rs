//! Every language says what French says, with the same variables; what the code asks for is there, and nothing else.

use std::path::Path;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

use super::*;

/// The words of a language, as written.
fn words(code: &str) -> &'static str {
    let file = FILES.get_file(format!("{code}/copy.ftl"));
    file.and_then(|file| file.contents_utf8()).unwrap()
}

/// What each message says: its name, its variables, its texts.
fn told(code: &str) -> BTreeMap<String, (BTreeSet<String>, Vec<String>)> {
    let resource = parser::parse(words(code)).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    let mut told = BTreeMap::new();
    for entry in &resource.body {
        let ast::Entry::Message(message) = entry else {
            continue;
        };
        let value = message.value.iter().map(|value| (String::new(), value));
        let attributes = message.attributes.iter();
        let attributes = attributes.map(|a| (format!(".{}", a.id.name), &a.value));
        for (attribute, pattern) in value.chain(attributes) {
            let (mut variables, mut texts) = (BTreeSet::new(), Vec::new());
            read(pattern, &mut variables, &mut texts);
            let name = format!("{}{attribute}", message.id.name);
            assert!(
                told.insert(name.clone(), (variables, texts)).is_none(),
                "{name} is there twice in {code}"
            );
        }
    }
    told
}

fn read(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>, texts: &mut Vec<String>) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => texts.push((*value).to_owned()),
            PatternElement::Placeable { expression } => match expression {
                Expression::Inline(inline) => inner(inline, variables),
                Expression::Select { selector, variants } => {
                    inner(selector, variables);
                    for variant in variants {
                        read(&variant.value, variables, texts);
                    }
                }
            },
        }
    }
}

fn inner(expression: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    match expression {
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                inner(argument, variables);
            }
        }
        _ => {}
    }
}

fn sources(folder: &Path, found: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if !path.ends_with("tests.rs") {
            found.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn french_and_english_are_complete_and_offered_and_a_draft_is_not() {
    let codes: Vec<&str> = offered().map(|language| language.code.as_str()).collect();
    assert_eq!(codes, ["fr", "en"]);
    let draft = Language::new("ar", "language = العربية");
    assert!(!draft.is_complete());
    assert_eq!(
        (draft.name().as_str(), draft.direction()),
        ("العربية", "rtl")
    );
    assert!(!draft.has_pdf() && french().has_pdf());
    assert_eq!(of_code(Some("ar")).code, "fr");
    assert_eq!(of_code(None).code, "fr");
    assert_eq!(of_code(Some("en")).direction(), "ltr");
}

#[test]
fn every_language_says_the_same_things_with_the_same_variables() {
    let french = told("fr");
    for language in ALL.values() {
        for (name, (variables, _)) in told(&language.code) {
            let known = french.get(&name);
            let known = known.unwrap_or_else(|| panic!("{name}: only in {}", language.code));
            assert_eq!(known.0, variables, "{name} in {}", language.code);
        }
    }
}

#[test]
fn what_is_asked_for_is_said_and_what_is_said_is_asked_for() {
    let mut code = String::new();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    sources(&source.join("copy"), &mut code);
    sources(&source.join("directory"), &mut code);
    sources(&source.join("languages.rs").with_extension(""), &mut code);
    code.push_str(&std::fs::read_to_string(source.join("languages.rs")).unwrap());
    let said = told("fr");
    for name in said.keys() {
        let message = name.split('.').next().unwrap_or(name);
        assert!(
            code.contains(&format!("\"{message}\"")),
            "nothing asks for {name}"
        );
    }
    let asked = ["say(", "tell(", "line("].into_iter().flat_map(|ask| {
        let calls = code.split(ask).skip(1);
        calls.filter_map(|call| call.trim_start().strip_prefix('"')?.split('"').next())
    });
    let mut read = 0;
    for name in asked.filter(|name| !name.contains('{')) {
        read += 1;
        assert!(said.contains_key(name), "{name} is asked for and not said");
    }
    assert!(read > 60, "only {read} names were read");
}

#[test]
fn the_french_of_the_copy_is_in_plain_words() {
    let catalogue = rules::Catalogue::embedded().unwrap();
    let said = told("fr");
    let faults: Vec<String> = said
        .iter()
        .flat_map(|(name, (_, texts))| texts.iter().map(move |text| (name, text)))
        .flat_map(|(name, text)| {
            let seen = catalogue.plain_words_of(text);
            let errors = seen.into_iter().filter(|seen| seen.is_error);
            errors.map(move |seen| format!("{name}: {}", seen.message))
        })
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
    for (name, (_, texts)) in said {
        assert!(
            !texts.iter().any(|text| text.contains(['\'', '"'])),
            "{name}"
        );
    }
}

#[test]
fn an_answer_leads_to_its_language() {
    assert_eq!(code_of_answer("anglais"), Some("en"));
    assert_eq!(code_of_answer("dari_pachto"), None);
    let catalogue = rules::Catalogue::embedded().unwrap();
    let place = rules::Path::Person("langue".into());
    let known = catalogue.fact_at(&place).unwrap().kind.variants();
    for (answer, _) in ANSWERS {
        assert!(known.iter().any(|known| known.id == answer), "{answer}");
    }
}
