//! The address of a bilan: it leads where the interview stopped.

use leptos::prelude::*;

use super::load::{bilan_id, desk, instead, office};
use crate::interview;
use crate::routes::go_to;

/// Redirects to the screen of the last answer, or to the first screen.
#[component]
pub fn ResumePage() -> impl IntoView {
    let (desk, id) = (desk(), bilan_id());
    view! {
        <Suspense fallback=|| ()>
            {move || {
                let desk = desk.clone();
                Suspend::new(async move {
                    match office(desk, id).await {
                        Ok(office) => {
                            go_to(&interview::resume_at(&office.desk.catalogue(), &office.bilan));
                            ().into_any()
                        }
                        Err(error) => instead(error),
                    }
                })
            }}
        </Suspense>
    }
}
