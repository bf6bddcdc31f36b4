//! A plot of bars as SVG: each its value, its name, its length. Lengths are hundredths of the width and texts keep their size, so that it
//! reads on any screen and on paper; the value comes first, where a long name on a narrow screen can not push it out. The table beside it
//! says the same to who does not see it.

use leptos::prelude::*;

use crate::figures::table::Bar;

/// Pixels from one bar to the next.
const STEP: usize = 44;

/// The plot of these bars; `title` is what it counts.
#[component]
pub fn Bars(id: &'static str, title: &'static str, bars: Vec<Bar>) -> impl IntoView {
    let height = bars.len() * STEP;
    let said: Vec<String> = bars
        .iter()
        .map(|bar| format!("{}\u{a0}: {}", bar.name, bar.text))
        .collect();
    let (title_id, said_id) = (format!("{id}-titre"), format!("{id}-dit"));
    let labelled = format!("{title_id} {said_id}");
    let drawn = bars
        .into_iter()
        .enumerate()
        .map(|(at, bar)| {
            let top = at * STEP;
            let width = bar.percent.map(|percent| format!("{percent}%"));
            view! {
                <text x="0" y=top + 16>{format!("{}\u{a0}· {}", bar.text, bar.name)}</text>
                <rect class="bar-back" x="0" y=top + 22 width="100%" height="12"/>
                {width.map(|width| view! { <rect class="bar" x="0" y=top + 22 width=width height="12"/> })}
            }
        })
        .collect_view();
    view! {
        <svg class="bars" role="img" aria-labelledby=labelled width="100%" height=height>
            <title id=title_id>{title}</title>
            <desc id=said_id>{said.join(". ")}</desc>
            {drawn}
        </svg>
    }
}
