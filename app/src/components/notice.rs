//! The short message an address carries.

use leptos::prelude::*;

use crate::routes::Notice;
use crate::words::pages;

/// One sentence above a form: announced at once when it is bad news.
#[component]
pub fn NoticeLine(notice: Option<Notice>) -> impl IntoView {
    notice.map(|notice| {
        let (text, bad) = pages::notice(notice);
        let class = if bad { "notice notice-bad" } else { "notice" };
        view! { <p class=class role=if bad { "alert" } else { "status" }>{text}</p> }
    })
}
