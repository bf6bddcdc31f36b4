//! Puts the server's reply into the page: nothing here knows what an answer means.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;

use super::{Live, page};

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

fn text(object: &JsValue, name: &str) -> String {
    get(object, name).as_string().unwrap_or_default()
}

fn list(object: &JsValue, name: &str) -> Vec<JsValue> {
    let value = get(object, name);
    if Array::is_array(&value) {
        Array::from(&value).iter().collect()
    } else {
        Vec::new()
    }
}

/// Applies a reply; says whether the form may leave: nothing new to look at.
pub fn apply(live: &Live, reply: &JsValue) -> bool {
    for pair in list(reply, "tokens") {
        let pair = Array::from(&pair);
        if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
            page::set_hidden_field(&live.form, &name, &value);
        }
    }
    problems(live, reply);
    conflicts(live, reply);
    if let Some(panel) = page::by_id("panneau") {
        renew(&panel, &text(reply, "panel"));
    }
    if let Some(urgent) = page::by_id("urgent") {
        renew(&urgent, &text(reply, "urgent"));
    }
    if let Some(line) = page::by_id("annonce") {
        line.set_text_content(Some(&text(reply, "announce")));
    }
    redraw(live, reply);
    show_questions(live, reply);
    show_fields(live, reply);
    let reload = get(reply, "reload").as_bool().unwrap_or(false);
    if reload && let Some(window) = page::window() {
        super::fields::forget();
        let _ = window.location().reload();
    }
    page::state(
        "state-ok",
        &format!("Enregistré à {}", text(reply, "saved_at")),
    );
    !get(reply, "stay").as_bool().unwrap_or(false)
}

/// Puts new HTML in place; what was unfolded stays so, and what had the focus keeps it.
fn renew(panel: &web_sys::Element, html: &str) {
    let open: Vec<String> = page::all(panel, "details[data-kept][open]")
        .iter()
        .filter_map(|details| details.get_attribute("data-kept"))
        .collect();
    let focused = focused_in(panel);
    panel.set_inner_html(html);
    for kept in open {
        if let Some(details) = page::select(panel, &format!("[data-kept=\"{kept}\"]")) {
            let _ = details.set_attribute("open", "");
        }
    }
    if let Some(same) = focused.and_then(|selector| page::select(panel, &selector)) {
        page::focus(&same);
    }
}

/// How to find again what has the focus in a place that is about to be drawn anew: a link, or what unfolds.
fn focused_in(place: &web_sys::Element) -> Option<String> {
    let focused = page::document()?.active_element()?;
    if !place.contains(Some(&focused)) {
        return None;
    }
    let by = |element: &web_sys::Element, name: &str| {
        let value = element.get_attribute(name)?;
        Some(format!("[{name}=\"{value}\"]"))
    };
    by(&focused, "href").or_else(|| {
        let kept = by(&focused.parent_element()?, "data-kept")?;
        Some(format!("{kept} > summary"))
    })
}

fn problems(live: &Live, reply: &JsValue) {
    for error in page::all(&live.form, ".error:not([hidden])") {
        page::hide(&error, true);
    }
    for wrong in page::all(&live.form, ".wrong") {
        let _ = wrong.class_list().remove_1("wrong");
    }
    for input in page::all(&live.form, "[aria-invalid]") {
        let _ = input.remove_attribute("aria-invalid");
        page::describe(&input, &format!("{}-erreur", input.id()), false);
    }
    for problem in list(reply, "problems") {
        let path = text(&problem, "path");
        if let Some(error) = page::by_id(&format!("{path}-erreur")) {
            error.set_text_content(Some(&text(&problem, "sentence")));
            page::hide(&error, false);
        }
        if let Some(field) = page::select(&live.form, &format!("[data-field=\"{path}\"]")) {
            let _ = field.class_list().add_1("wrong");
        }
        if let Some(input) = page::by_id(&path) {
            let _ = input.set_attribute("aria-invalid", "true");
            page::describe(&input, &format!("{path}-erreur"), true);
        }
    }
}

fn conflicts(live: &Live, reply: &JsValue) {
    let found = list(reply, "conflicts");
    let standing: Vec<String> = found
        .iter()
        .map(|conflict| text(conflict, "path"))
        .collect();
    for slot in page::all(&live.form, "[data-conflict]") {
        let path = slot.get_attribute("data-conflict").unwrap_or_default();
        if !standing.contains(&path) {
            slot.set_inner_html("");
        }
    }
    for conflict in &found {
        let slot = page::select(
            &live.form,
            &format!("[data-conflict=\"{}\"]", text(conflict, "path")),
        );
        if let Some(slot) = slot.filter(|slot| slot.child_element_count() == 0) {
            slot.set_inner_html(&text(conflict, "html"));
        }
    }
}

/// Questions that got rows or fields since the page was read, unless somebody is writing in them.
fn redraw(live: &Live, reply: &JsValue) {
    let focused = page::document().and_then(|document| document.active_element());
    for drawn in list(reply, "redrawn") {
        let selector = format!("[data-question=\"{}\"]", text(&drawn, "question"));
        let standing = page::select(&live.form, &selector).filter(|question| {
            !focused
                .as_ref()
                .is_some_and(|focused| question.contains(Some(focused)))
        });
        if let Some(question) = standing {
            question.set_outer_html(&text(&drawn, "html"));
        }
    }
}

/// Questions come and go with the answers; the one being answered stays.
fn show_questions(live: &Live, reply: &JsValue) {
    let visible: Vec<String> = list(reply, "visible")
        .iter()
        .filter_map(JsValue::as_string)
        .collect();
    let focused = page::document().and_then(|document| document.active_element());
    for question in page::all(&live.form, "[data-question]") {
        let id = question.get_attribute("data-question").unwrap_or_default();
        let here = focused
            .as_ref()
            .is_some_and(|focused| question.contains(Some(focused)));
        page::hide(&question, !visible.contains(&id) && !here);
    }
}

/// So do the fields of a question; the one being answered stays.
fn show_fields(live: &Live, reply: &JsValue) {
    let hidden: Vec<String> = list(reply, "hidden")
        .iter()
        .filter_map(JsValue::as_string)
        .collect();
    let focused = page::document().and_then(|document| document.active_element());
    for field in page::all(&live.form, "[data-field]") {
        let path = field.get_attribute("data-field").unwrap_or_default();
        let here = focused
            .as_ref()
            .is_some_and(|focused| field.contains(Some(focused)));
        page::hide(&field, hidden.contains(&path) && !here);
    }
}
