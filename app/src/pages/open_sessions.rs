//! « Mes sessions »: where an agent is signed in, and how they close what they no longer use.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::accounts::OpenSession;
use crate::actions::{EndOtherSessions, EndSession};
use crate::desk::SharedDesk;
use crate::words::{accounts as words, numbers};

/// Each session of the agent, the one in use first.
pub fn open_sessions(desk: &SharedDesk, sessions: Vec<OpenSession>) -> AnyView {
    let when = |at| {
        let at = desk.paris(at);
        format!("{} à {}", numbers::date(at.date()), numbers::time(at))
    };
    let others = sessions.iter().any(|session| !session.current);
    let lines = sessions
        .into_iter()
        .map(|session| {
            let browser = session.browser.unwrap_or_else(|| words::OTHER_BROWSER.to_owned());
            let opened = format!("Ouverte le {}", when(session.opened_at));
            let seen = format!("Utilisée le {}", when(session.seen_at));
            let name = format!("\u{a0}: {browser}, ouverte le {}", when(session.opened_at));
            let state = if session.current {
                view! { <p class="hint">"C’est celle-ci."</p> }.into_any()
            } else {
                view! {
                    <form class="inline" action=EndSession::PATH method="post">
                        <input type="hidden" name="id" value=session.id.to_string()/>
                        <button class="quiet" type="submit">"Fermer"<span class="unseen">{name}</span></button>
                    </form>
                }
                .into_any()
            };
            view! {
                <li class="bilan">
                    <div>
                        <p class="bilan-name">{format!("{browser}\u{a0}· {}", session.structure)}</p>
                        <p class="hint">{opened}</p>
                        <p class="hint">{seen}</p>
                    </div>
                    {state}
                </li>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="sessions">
            <h2 id="sessions">"Mes sessions"</h2>
            <p class="hint">{words::SESSIONS_HELP}</p>
            <ul class="bilans">{lines}</ul>
            {others.then(|| view! {
                <form class="inline" action=EndOtherSessions::PATH method="post">
                    <button class="quiet" type="submit">"Fermer toutes les autres"</button>
                </form>
            })}
        </section>
    }
    .into_any()
}
