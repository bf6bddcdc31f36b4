//! The parts of a field agree with each other, and what is not sent yet survives a reload of the tab.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, Storage, UrlSearchParams};

use super::{Live, listen, page, send};

/// Values that stand alone among boxes to tick.
const LONELY: [&str; 3] = ["aucun", "?", "-"];

pub fn watch(live: &Rc<Live>) {
    let typing = live.clone();
    listen(&live.form, "input", move |event| {
        if let Some(target) = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
        {
            agree(&typing, &target);
        }
        typing.dirty.set(true);
        keep(&typing);
    });
    let chosen = live.clone();
    listen(&live.form, "change", move |event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        // The source of a line to add is only read by its own button.
        if target
            .as_ref()
            .is_some_and(|target| name(target).starts_with("s."))
        {
            return;
        }
        if let Some(input) = target
            .as_ref()
            .filter(|target| name(target).starts_with("c."))
        {
            settle_conflict(&chosen, input);
        }
        chosen.dirty.set(true);
        send::soon(&chosen);
    });
}

fn name(element: &Element) -> String {
    element.get_attribute("name").unwrap_or_default()
}

/// Typing takes back « ne sait pas »; « ne sait pas » empties what was typed.
fn agree(live: &Live, target: &Element) {
    let full = name(target);
    let Some((part, place)) = full.split_once('.') else {
        return;
    };
    let others = |prefix: &str| page::all(&live.form, &format!("[name=\"{prefix}.{place}\"]"));
    match (part, page::tickable(target)) {
        ("r", Some(input)) if input.type_() == "checkbox" && input.checked() => {
            let lonely = LONELY.contains(&input.value().as_str());
            for other in others("r") {
                if let Some(other) = page::tickable(&other)
                    && other.value() != input.value()
                    && (lonely || LONELY.contains(&other.value().as_str()))
                {
                    other.set_checked(false);
                }
            }
        }
        ("m", Some(input)) if input.checked() => {
            for other in others("r").into_iter().chain(others("b")) {
                page::set_value(&other, "");
            }
            untick(others("m"), Some(input));
        }
        ("r", None) if !page::value(target).is_empty() => {
            untick(others("m"), None);
            for band in others("b") {
                page::set_value(&band, "");
            }
        }
        ("b", None) if !page::value(target).is_empty() => {
            untick(others("m"), None);
            for text in others("r") {
                page::set_value(&text, "");
            }
        }
        _ => {}
    }
}

fn untick(boxes: Vec<Element>, but: Option<&HtmlInputElement>) {
    for element in boxes {
        if let Some(input) = page::tickable(&element)
            && but.is_none_or(|kept| kept.value() != input.value())
        {
            input.set_checked(false);
        }
    }
}

/// A side was chosen: keeping mine needs to know what it replaces.
fn settle_conflict(live: &Live, radio: &Element) {
    let Some(place) = name(radio).strip_prefix("c.").map(str::to_owned) else {
        return;
    };
    let token = radio
        .closest(".conflict")
        .ok()
        .flatten()
        .and_then(|shown| shown.get_attribute("data-token"));
    if let Some(token) = token {
        page::set_hidden_field(&live.form, &format!("v.{place}"), &token);
        page::set_hidden_field(&live.form, &format!("iv.{place}"), &token);
    }
}

fn storage() -> Option<Storage> {
    page::window()?.session_storage().ok().flatten()
}

fn key() -> Option<String> {
    page::window()?
        .location()
        .pathname()
        .ok()
        .map(|path| format!("saisie:{path}"))
}

/// Keeps what is typed in the tab, and only there.
pub fn keep(live: &Live) {
    if let (Some(storage), Some(key), Some(body)) = (storage(), key(), send::body(live)) {
        let _ = storage.set_item(&key, &body);
    }
}

/// Everything is saved: the tab forgets.
pub fn forget() {
    if let (Some(storage), Some(key)) = (storage(), key()) {
        let _ = storage.remove_item(&key);
    }
}

/// Whether something was answered before this code was awake: an old computer takes seconds to wake it.
pub fn answered_early(live: &Live) -> bool {
    let early = fields(live)
        .iter()
        .any(|field| !name(field).starts_with("s.") && page::changed(field));
    if early {
        live.dirty.set(true);
    }
    early
}

/// What can be filled in.
fn fields(live: &Live) -> Vec<Element> {
    page::all(&live.form, "input:not([type=hidden]), select, textarea")
}

/// Puts back what was typed and never sent; says whether there was any.
pub fn restore(live: &Live) -> bool {
    let kept = storage()
        .zip(key())
        .and_then(|(storage, key)| storage.get_item(&key).ok().flatten());
    let Some(kept) = kept.and_then(|kept| UrlSearchParams::new_with_str(&kept).ok()) else {
        return false;
    };
    let mut changed = false;
    let mut first = None;
    for element in fields(live) {
        let name = name(&element);
        if let Some(input) = page::tickable(&element) {
            let on = kept
                .get_all(&name)
                .iter()
                .any(|value| value.as_string() == Some(input.value()));
            if input.checked() != on {
                input.set_checked(on);
                changed = true;
                first.get_or_insert(element.clone());
            }
        } else if let Some(value) = kept.get(&name)
            && value != page::value(&element)
        {
            page::set_value(&element, &value);
            changed = true;
            first.get_or_insert(element.clone());
        }
    }
    // Back to the field that was being filled in.
    if let Some(Ok(first)) = first.map(JsCast::dyn_into::<HtmlElement>) {
        let _ = first.focus();
    }
    live.dirty.set(changed);
    if !changed {
        forget();
    }
    changed
}
