//! A child's row without a reload: a copy of the template, with an identity of its own.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTemplateElement};

use super::{Live, listen, page};

/// The identity of the row in the template.
const BLANK: &str = "0000000000000";

pub fn watch(live: &Rc<Live>) {
    listen(&live.form, "click", |event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let button = target.and_then(|target| {
            target
                .closest("button[name=ajouter][value=enfants]")
                .ok()
                .flatten()
        });
        if button.is_some() && add().is_some() {
            event.prevent_default();
        }
    });
}

fn add() -> Option<()> {
    let template = page::by_id("enfant-modele")?
        .dyn_into::<HtmlTemplateElement>()
        .ok()?;
    let rows = page::by_id("enfants")?;
    let rank = rows.child_element_count() + 1;
    let html = template.inner_html().replace(BLANK, &identity());
    rows.insert_adjacent_html("beforeend", &html).ok()?;
    let row = rows.last_element_child()?;
    let title = format!("Enfant\u{a0}{rank}");
    let _ = row.set_attribute("aria-label", &title);
    page::select(&row, ".row-title")?.set_text_content(Some(&title));
    page::select(&row, "input:not([type=hidden])")?
        .dyn_into::<HtmlElement>()
        .ok()?
        .focus()
        .ok()
}

/// Time then chance, in base 36, thirteen characters: rows sort in the order they were added.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "milliseconds since 1970 and twenty random bits fit"
)]
fn identity() -> String {
    let mut number = ((js_sys::Date::now() as u64) << 20)
        | ((js_sys::Math::random() * f64::from(1 << 20)) as u64);
    let mut digits = [b'0'; 13];
    for digit in digits.iter_mut().rev() {
        *digit = b"0123456789abcdefghijklmnopqrstuvwxyz"[(number % 36) as usize];
        number /= 36;
    }
    digits.iter().copied().map(char::from).collect()
}
