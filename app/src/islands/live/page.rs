//! Finding elements, and saying how things stand.

use wasm_bindgen::JsCast;
use web_sys::{
    Document, Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement,
    Window,
};

pub fn window() -> Option<Window> {
    web_sys::window()
}

pub fn document() -> Option<Document> {
    window()?.document()
}

pub fn by_id(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

pub fn select(root: &Element, selector: &str) -> Option<Element> {
    root.query_selector(selector).ok().flatten()
}

/// Every element of a selector, in order.
pub fn all(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = root.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|at| list.get(at))
        .filter_map(|node| node.dyn_into().ok())
        .collect()
}

/// The field of a name that is not a box to tick.
pub fn set_hidden_field(root: &Element, name: &str, value: &str) {
    if let Some(field) = select(root, &format!("input[type=hidden][name=\"{name}\"]")) {
        set_value(&field, value);
    }
}

pub fn value(element: &Element) -> String {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.value()
    } else if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
        select.value()
    } else {
        element
            .dyn_ref::<HtmlTextAreaElement>()
            .map(HtmlTextAreaElement::value)
            .unwrap_or_default()
    }
}

pub fn set_value(element: &Element, value: &str) {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.set_value(value);
    } else if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
        select.set_value(value);
    } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(value);
    }
}

/// Whether a field no longer holds what the page was rendered with.
pub fn changed(element: &Element) -> bool {
    if let Some(input) = tickable(element) {
        input.checked() != input.default_checked()
    } else if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.value() != input.default_value()
    } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        area.default_value()
            .is_ok_and(|rendered| rendered != area.value())
    } else {
        let rendered = select(element, "option[selected]").or_else(|| select(element, "option"));
        rendered.is_some_and(|option| {
            option.get_attribute("value").unwrap_or_default() != value(element)
        })
    }
}

/// A radio or a box to tick.
pub fn tickable(element: &Element) -> Option<&HtmlInputElement> {
    element
        .dyn_ref::<HtmlInputElement>()
        .filter(|input| matches!(input.type_().as_str(), "radio" | "checkbox"))
}

pub fn hide(element: &Element, hidden: bool) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        element.set_hidden(hidden);
    }
}

pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// Adds an element to those that describe another, or takes it away.
pub fn describe(element: &Element, id: &str, by: bool) {
    let known = element
        .get_attribute("aria-describedby")
        .unwrap_or_default();
    let mut ids: Vec<&str> = known.split_whitespace().filter(|one| *one != id).collect();
    if by {
        ids.push(id);
    }
    let _ = if ids.is_empty() {
        element.remove_attribute("aria-describedby")
    } else {
        element.set_attribute("aria-describedby", &ids.join(" "))
    };
}

/// The line in the bar: how saving stands.
pub fn state(class: &str, text: &str) {
    if let Some(line) = by_id("etat") {
        line.set_class_name(&format!("state {class}"));
        line.set_text_content(Some(text));
    }
}

/// The same line, followed by a link.
pub fn state_link(text: &str, label: &str, href: &str) {
    state("state-bad", text);
    let link = document().and_then(|document| document.create_element("a").ok());
    if let (Some(line), Some(link)) = (by_id("etat"), link) {
        let _ = link.set_attribute("href", href);
        link.set_text_content(Some(label));
        let _ = line.append_child(&link);
    }
}
