//! The keyboard: digits choose, « ? » is « ne sait pas », F2 is the mode discret.

use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, KeyboardEvent,
};

use super::{Live, listen, page};

/// F2, and the button that says so.
pub fn watch_discreet() {
    if let Some(document) = page::document() {
        listen(&document, "keydown", |event| {
            if event
                .dyn_ref::<KeyboardEvent>()
                .is_some_and(|event| event.key() == "F2")
            {
                event.prevent_default();
                toggle();
            }
        });
    }
    if let Some(button) = page::by_id("discret") {
        listen(&button, "click", |event| {
            event.prevent_default();
            toggle();
        });
        // A button answers to the space bar too; the browser only knows a link.
        listen(&button, "keydown", |event| {
            if event
                .dyn_ref::<KeyboardEvent>()
                .is_some_and(|event| event.key() == " ")
            {
                event.prevent_default();
                toggle();
            }
        });
    }
}

/// Hides or shows at once, and tells the next pages by a cookie that says nothing about anybody.
fn toggle() {
    let (Some(desk), Some(document)) = (page::by_id("bureau"), page::document()) else {
        return;
    };
    let on = desk.class_list().toggle("discreet").unwrap_or(false);
    let cookie = if on {
        "discret=oui; path=/; samesite=lax"
    } else {
        "discret=; path=/; samesite=lax; max-age=0"
    };
    let _ = js_sys::Reflect::set(
        &document,
        &JsValue::from_str("cookie"),
        &JsValue::from_str(cookie),
    );
    if on {
        document.set_title("Bilan des droits");
    }
    if let Some(button) = page::by_id("discret") {
        let _ = button.set_attribute("aria-pressed", if on { "true" } else { "false" });
        if let Some(label) = button.first_child() {
            label.set_text_content(Some(if on { "Tout montrer" } else { "Mode discret" }));
        }
    }
}

pub fn watch(live: &Rc<Live>) {
    let keys = live.clone();
    listen(&live.form, "keydown", move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        if key.ctrl_key() || key.alt_key() || key.meta_key() {
            return;
        }
        let Some(target) = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
        else {
            return;
        };
        if takes_text(&target) {
            return;
        }
        let option = match key.key().as_str() {
            "?" => unsure(&target),
            digit => digit
                .parse::<usize>()
                .ok()
                .and_then(|digit| nth(&target, digit)),
        };
        if let Some(option) = option {
            event.prevent_default();
            let _ = option.focus();
            option.click();
        }
        let _ = &keys;
    });
}

/// Where digits and « ? » are text or already mean something.
fn takes_text(target: &Element) -> bool {
    target.is_instance_of::<HtmlTextAreaElement>()
        || target.is_instance_of::<HtmlSelectElement>()
        || (target.is_instance_of::<HtmlInputElement>() && page::tickable(target).is_none())
}

/// The field of the focused option, else the question's first field.
fn field(target: &Element) -> Option<Element> {
    let near = |selector: &str| target.closest(selector).ok().flatten();
    near("[data-field]").or_else(|| {
        near(".question").and_then(|question| page::select(&question, "[data-field]:not([hidden])"))
    })
}

fn nth(target: &Element, digit: usize) -> Option<HtmlElement> {
    let options = page::all(&field(target)?, ".choices:not(.unsure) input");
    options
        .into_iter()
        .nth(digit.checked_sub(1)?)?
        .dyn_into()
        .ok()
}

fn unsure(target: &Element) -> Option<HtmlElement> {
    page::select(&field(target)?, ".unsure input[value=\"?\"]")?
        .dyn_into()
        .ok()
}
