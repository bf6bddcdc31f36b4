//! What was answered last time, under a field, with one box to say that it still holds.

use leptos::prelude::*;

use crate::interview::before::Was;
use crate::interview::form::UNCHANGED;
use crate::interview::views::QuestionView;

/// « C’était : locataire », and « Pareil » when one key may confirm it.
pub fn was(place: &str, was: Was) -> impl IntoView + use<> {
    let confirm = was.same.map(|text| {
        view! {
            <input type="hidden" name=format!("q.{place}") value=text/>
            <label><input type="checkbox" name=format!("p.{place}") value="1"/>" Pareil"</label>
        }
    });
    view! { <p class="hint">{format!("C’était\u{a0}: {}. ", was.shown)}{confirm}</p> }
}

/// One button for everything in sight that was answered last time and can be confirmed. Each question comes with whether it is
/// out of sight, or folded at the foot: what nobody reads is not confirmed with the rest.
pub fn unchanged<'a>(
    questions: impl Iterator<Item = (bool, bool, &'a mut QuestionView)>,
) -> Option<AnyView> {
    let mut any = false;
    for (hidden, folded, view) in questions {
        for field in view.fields_mut() {
            if hidden {
                field.was = None;
            }
            if let Some(was) = &mut field.was {
                was.same.take_if(|_| folded);
                any |= was.same.is_some();
            }
        }
    }
    any.then(|| {
        view! { <button class="quiet" type="submit" name="aller" value=UNCHANGED>"Rien n’a changé"</button> }
            .into_any()
    })
}
