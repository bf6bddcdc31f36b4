//! Saving: the whole form, as it would be posted, as soon as a field is left; the same body again until it is answered.

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    FormData, Headers, HtmlElement, RequestInit, Response, SubmitEvent, UrlSearchParams,
};

use super::{Live, fields, listen, page, reply};

/// Milliseconds before the first new try; doubled each time, at most 30 seconds.
const FIRST_WAIT: i32 = 1_000;
/// Milliseconds a try may stay without an answer: a line that falls without a word would else be waited for during minutes.
/// What was sent may still arrive; the form's key makes that harmless.
const PATIENCE: i32 = 15_000;
/// Milliseconds during which the button that was being pressed does not leave what just came back with something to look at.
const A_PRESS: f64 = 1_000.0;
/// Warn this many seconds before the session ends.
const WARN_BEFORE: u32 = 300;

pub fn watch(live: &Rc<Live>) {
    let leaving = live.clone();
    listen(&live.form, "submit", move |event| {
        if leaving.leaving.get() {
            return;
        }
        if !leaving.dirty.get() && leaving.body.borrow().is_none() {
            // The answer came between pressing the button and letting it go, and there is something to look at.
            if js_sys::Date::now() < leaving.look_until.replace(0.0) {
                event.prevent_default();
            }
            return;
        }
        // Save first: a page that can not be reached would take what was typed with it.
        event.prevent_default();
        let button = event
            .dyn_ref::<SubmitEvent>()
            .and_then(SubmitEvent::submitter);
        *leaving.after.borrow_mut() = button;
        soon(&leaving);
    });
    if let Some(window) = page::window() {
        let back = live.clone();
        listen(&window, "online", move |_| {
            back.tries.set(0);
            soon(&back);
        });
    }
}

/// The form as it would be posted.
pub fn body(live: &Live) -> Option<String> {
    let data = FormData::new_with_form(&live.form).ok()?;
    let pairs = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    Some(String::from(pairs.to_string()))
}

/// Sends what there is to send, unless something is on its way already.
pub fn soon(live: &Rc<Live>) {
    if live.timer.get() != 0 {
        if let Some(window) = page::window() {
            window.clear_timeout_with_handle(live.timer.replace(0));
        }
    } else if live.body.borrow().is_some() {
        return;
    }
    if live.body.borrow().is_none() {
        if !live.dirty.get() && live.after.borrow().is_none() {
            return;
        }
        live.dirty.set(false);
        *live.body.borrow_mut() = body(live);
        fields::keep(live);
    }
    page::state("", "Enregistrement…");
    let live = live.clone();
    spawn_local(async move {
        let outcome = post(&live).await;
        settle(&live, outcome);
    });
}

/// What became of one try.
enum Outcome {
    Answered(JsValue),
    SignedOut,
    Refused,
    Lost,
}

async fn post(live: &Live) -> Outcome {
    let Some(window) = page::window() else {
        return Outcome::Lost;
    };
    let init = RequestInit::new();
    init.set_method("POST");
    let Ok(headers) = Headers::new() else {
        return Outcome::Lost;
    };
    let _ = headers.set("Accept", "application/json");
    let _ = headers.set(
        "Content-Type",
        "application/x-www-form-urlencoded;charset=UTF-8",
    );
    init.set_headers(&headers);
    let body = live.body.borrow().clone().unwrap_or_default();
    init.set_body(&JsValue::from_str(&body));
    let action = live.form.get_attribute("action").unwrap_or_default();
    let silence = silence();
    let heard = first(&window.fetch_with_str_and_init(&action, &init), &silence);
    let Ok(response) = JsFuture::from(heard).await else {
        return Outcome::Lost;
    };
    let Ok(response) = response.dyn_into::<Response>() else {
        return Outcome::Lost;
    };
    match response.status() {
        200 => match response.json() {
            Ok(json) => match JsFuture::from(first(&json, &silence)).await {
                Ok(reply) if reply.is_object() => Outcome::Answered(reply),
                _ => Outcome::Lost,
            },
            Err(_) => Outcome::Lost,
        },
        401 => Outcome::SignedOut,
        400..=499 => Outcome::Refused,
        _ => Outcome::Lost,
    }
}

/// Answers nothing, once the patience is over.
fn silence() -> Promise {
    Promise::new(&mut |resolve, _| {
        later(PATIENCE, move || {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        });
    })
}

/// Whichever comes first.
fn first(one: &Promise, other: &Promise) -> Promise {
    Promise::race(&js_sys::Array::of2(one, other))
}

fn settle(live: &Rc<Live>, outcome: Outcome) {
    match outcome {
        Outcome::Answered(json) => {
            live.tries.set(0);
            *live.body.borrow_mut() = None;
            warn_later(live);
            let clean = reply::apply(live, &json);
            if live.dirty.get() {
                soon(live);
                return;
            }
            fields::forget();
            let pressed = live.after.borrow_mut().take();
            match pressed {
                Some(button) if clean => press(live, &button),
                None if !clean => live.look_until.set(js_sys::Date::now() + A_PRESS),
                _ => {}
            }
        }
        Outcome::SignedOut => {
            *live.body.borrow_mut() = None;
            live.dirty.set(true);
            fields::keep(live);
            page::state_link(
                "Session terminée, rien n’est perdu\u{202f}: ",
                "se reconnecter",
                &live.sign_in,
            );
        }
        Outcome::Refused => {
            *live.body.borrow_mut() = None;
            live.dirty.set(true);
            fields::keep(live);
            page::state(
                "state-bad",
                "Non enregistré. Rechargez la page\u{a0}: ce qui est saisi est gardé.",
            );
        }
        Outcome::Lost => {
            let tries = live.tries.get();
            live.tries.set(tries.saturating_add(1));
            page::state("state-wait", "Non enregistré, nouvelle tentative…");
            let wait = FIRST_WAIT.saturating_mul(1 << tries.min(5)).min(30_000);
            let again = live.clone();
            live.timer.set(later(wait, move || soon(&again)));
        }
    }
}

/// Presses the button that was waiting for everything to be saved.
fn press(live: &Live, button: &HtmlElement) {
    live.leaving.set(true);
    button.click();
    live.leaving.set(false);
}

/// Warns some minutes before the session ends; saving anything puts the warning off.
pub fn warn_later(live: &Rc<Live>) {
    let Some(window) = page::window() else { return };
    window.clear_timeout_with_handle(live.warning.get());
    if live.seconds <= WARN_BEFORE {
        return;
    }
    let wait = i32::try_from(live.seconds - WARN_BEFORE)
        .unwrap_or(i32::MAX / 1000)
        .saturating_mul(1000);
    let sign_in = live.sign_in.clone();
    live.warning.set(later(wait, move || {
        page::state_link(
            "Votre session finit dans 5 minutes. ",
            "Se reconnecter",
            &sign_in,
        );
    }));
}

fn later(milliseconds: i32, run: impl FnOnce() + 'static) -> i32 {
    let closure = Closure::once_into_js(run);
    page::window()
        .and_then(|window| {
            window
                .set_timeout_with_callback_and_timeout_and_arguments_0(
                    closure.unchecked_ref(),
                    milliseconds,
                )
                .ok()
        })
        .unwrap_or(0)
}
