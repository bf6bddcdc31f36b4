//! The live form: it reads and changes what the server rendered, and never decides anything itself.
//!
//! `page` finds elements, `send` saves and retries, `reply` puts the answer into the page, `keys` is the keyboard,
//! `fields` keeps the parts of a field consistent and keeps what is not sent yet, `rows` adds a child.

mod fields;
mod keys;
mod page;
mod reply;
mod rows;
mod send;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget, HtmlElement, HtmlFormElement};

/// What the live form remembers.
pub(super) struct Live {
    form: HtmlFormElement,
    sign_in: String,
    seconds: u32,
    /// Something changed since the last body was made.
    dirty: Cell<bool>,
    /// The body on its way: it is sent again as it is until the server answers.
    body: RefCell<Option<String>>,
    tries: Cell<u32>,
    timer: Cell<i32>,
    warning: Cell<i32>,
    /// The button to press once everything is saved.
    after: RefCell<Option<HtmlElement>>,
    /// The button is being pressed: let the form go.
    leaving: Cell<bool>,
    /// Until when, in milliseconds, the form stays for what just came back to be looked at.
    look_until: Cell<f64>,
}

/// Wakes the form up, if the page has one that can be filled in.
pub(super) fn start(seconds: u32, sign_in: &str) {
    let Some(form) = page::by_id("etape").and_then(|form| form.dyn_into::<HtmlFormElement>().ok())
    else {
        return;
    };
    keys::watch_discreet();
    if page::select(&form, "fieldset.whole:disabled").is_some() {
        return;
    }
    if let Some(body) = page::document().and_then(|document| document.body()) {
        let _ = body.class_list().add_1("live");
    }
    let live = Rc::new(Live {
        form,
        sign_in: sign_in.to_owned(),
        seconds,
        dirty: Cell::new(false),
        body: RefCell::new(None),
        tries: Cell::new(0),
        timer: Cell::new(0),
        warning: Cell::new(0),
        after: RefCell::new(None),
        leaving: Cell::new(false),
        look_until: Cell::new(0.0),
    });
    send::warn_later(&live);
    fields::watch(&live);
    keys::watch(&live);
    rows::watch(&live);
    send::watch(&live);
    if fields::restore(&live) || fields::answered_early(&live) {
        send::soon(&live);
    }
}

/// Listens to an event for as long as the page lives.
fn listen(target: &EventTarget, name: &str, run: impl FnMut(Event) + 'static) {
    let closure = Closure::<dyn FnMut(Event)>::new(run);
    let _ = target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
    closure.forget();
}
