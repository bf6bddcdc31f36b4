//! What was typed in a text area, given back.

/// Text for the inside of a text area: Leptos writes it as it is, and a browser drops its first line break.
pub fn typed_text(typed: &str) -> String {
    format!("\n{}", typed.replace('&', "&amp;").replace('<', "&lt;"))
}
