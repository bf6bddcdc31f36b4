//! The form that says what came of an orientation, and what happened to it. What a state does not ask for is hidden by the stylesheet
//! where the browser can, and ignored when it is sent.

use leptos::prelude::*;

use crate::desk::SharedDesk;
use crate::follow_up::form::Fault;
use crate::orientation::step::{Echo, Typed};
use crate::orientation::told::told;
use crate::orientation::{Channel, Orientation, Side, State, Step};
use crate::pages::follow_up::fields::{fault_list, field, line, lines};
use crate::words::numbers;
use crate::words::orientation as words;

/// The form, fresh or come back. `action` is the address of its page.
pub(super) fn form(
    desk: &SharedDesk,
    one: &Orientation,
    echo: Option<Echo>,
    action: String,
) -> AnyView {
    let mut echo = echo.unwrap_or_else(|| Echo {
        typed: Typed::fresh(one, desk.today()),
        ..Echo::default()
    });
    let stale = echo.theirs.take().map(|theirs| {
        // What somebody else wrote is shown here: saving again is a choice.
        echo.typed.seen = theirs.version;
        stale(desk, &theirs, &echo.typed)
    });
    if one.is_withdrawn() {
        return view! { {stale} <p class="notice">{words::WITHDRAWN}</p> }.into_any();
    }
    let Echo { typed, faults, .. } = &echo;
    let sends = one.side == Side::Sent;
    let date = |id, label, value: &str, help| {
        field(
            id,
            label,
            help,
            faults,
            line(id, "date", value.to_owned(), 10),
        )
    };
    let note_help = if sends {
        words::NOTE_HELP_SENT
    } else {
        words::NOTE_HELP_RECEIVED
    };
    view! {
        {fault_list(faults)}
        {stale}
        <form class="card stack follow" method="post" action=action autocomplete="off" aria-labelledby="suite">
            <h2 id="suite">"Ce qu’il en est"</h2>
            <input type="hidden" name="vu" value=typed.seen.to_string()/>
            {states(typed, faults, one.side)}
            {date("le", "Depuis quel jour", &typed.on, Some(words::DAY_HELP))}
            <div class="if-rendez-vous">{date("rendez_vous", "Jour du rendez-vous", &typed.appointment, None)}</div>
            {sends.then(|| field("comment", "Comment le service a répondu", None, faults, |described, invalid| view! {
                <select id="comment" name="comment" aria-describedby=described aria-invalid=invalid>
                    <option value="">"Pas de réponse, ou pas connu"</option>
                    {channels(typed)}
                </select>
            }))}
            {field("note", "Ce qu’il faut retenir", Some(note_help), faults, lines("note", &typed.note))}
            {sends.then(|| date("rappel", "Rappel le", &typed.reminder, Some(words::REMINDER_HELP)))}
            <button class="primary" type="submit">"Enregistrer"</button>
        </form>
    }
    .into_any()
}

fn states(typed: &Typed, faults: &[Fault], side: Side) -> impl IntoView + use<> {
    let fault = faults.iter().find(|fault| fault.field == "etat");
    let fault = fault.map(|fault| view! { <p class="error">{fault.text.clone()}</p> });
    let choices = State::CHOSEN
        .into_iter()
        .filter(|state| side == Side::Sent || *state != State::Sent)
        .enumerate()
        .map(|(at, state)| {
            let on = typed.state == state.word();
            // The first one is where the link of the fault leads.
            let id = (at == 0).then_some("etat");
            view! { <label><input id=id type="radio" name="etat" value=state.word() checked=on required/><span>{words::state(state)}</span></label> }
        })
        .collect_view();
    view! {
        <fieldset>
            <legend>"Où en est cette orientation"</legend>
            {fault}
            <div class="choices">{choices}</div>
            <p class="hint">{words::DID_NOT_COME}</p>
        </fieldset>
    }
}

fn channels(typed: &Typed) -> impl IntoView + use<> {
    let options = Channel::ALL.into_iter().map(|way| {
        let on = typed.channel == way.word();
        view! { <option value=way.word() selected=on>{words::channel(way)}</option> }
    });
    options.collect_view()
}

/// What somebody else wrote in between.
fn stale(desk: &SharedDesk, theirs: &Orientation, typed: &Typed) -> impl IntoView + use<> {
    let at = desk.paris(theirs.at);
    let who = format!(
        "{}, le {} à {}\u{a0}: {}",
        theirs.author,
        numbers::date(at.date()),
        numbers::time(at),
        told(&theirs.standing)
    );
    let (text, kept) = if theirs.is_withdrawn() {
        let typed = Some(typed.note.clone()).filter(|note| !note.is_empty());
        (words::STALE_WITHDRAWN, typed)
    } else {
        (words::STALE, None)
    };
    view! {
        <div class="conflict" role="alert">
            <p>{text}</p>
            {kept.map(|note| view! { <p>{note}</p> })}
            <p><b>{who}</b></p>
        </div>
    }
}

/// What happened, the last first.
pub(super) fn history(desk: &SharedDesk, steps: &[Step]) -> Option<impl IntoView + use<>> {
    let lines: Vec<_> = steps
        .iter()
        .rev()
        .map(|step| {
            let at = desk.paris(step.at);
            let by = format!("Écrit le {} par {}", numbers::date(at.date()), step.author);
            let note = Some(step.note.clone()).filter(|note| !note.is_empty());
            view! {
                <li>
                    <p>{told(&step.standing)}</p>
                    {note.map(|note| view! { <p>{note}</p> })}
                    <p class="hint">{by}</p>
                </li>
            }
        })
        .collect();
    (!lines.is_empty()).then(
        || view! { <section class="no-print"><h2>"Ce qui s’est passé"</h2><ul class="steps">{lines}</ul></section> },
    )
}
