//! Security tested, not declared: each test is an attack, named by what the attacker tries.
//!
//! A family of attacks is a file. It plays on one [`scene::Scene`], an office full of somebody's life; where it needs every route it
//! reads the access table, so that a new route is attacked without anybody thinking of it. What was tried and what it got is
//! kept in a snapshot beside it, and printed: `cargo test attacks -- --nocapture`. `docs/threats.md` says which threat each answers.
//!
//! To add an attack: a test in the file of its family, with a line in its [`Tried`]. To add a family: a file, its line below, its
//! place in `docs/threats.md`. To add a route with a form: its line in `forms.rs`, without which the tests say that it is missing.

mod bombs;
mod cross_site;
mod forms;
mod frames;
mod html;
mod injected_sql;
mod injected_text;
mod more_fields;
mod names_of_files;
mod other_people;
mod rows;
mod scene;
mod sessions;
mod way_out;
mod wire;

/// The attacks of a test and what they got, one line each.
struct Tried {
    family: &'static str,
    lines: Vec<String>,
}

impl Tried {
    /// A new table; `family` names its snapshot.
    fn new(family: &'static str) -> Self {
        Self {
            family,
            lines: vec![
                "| attack | tried on | got |".to_owned(),
                "|---|---|---|".to_owned(),
            ],
        }
    }

    /// One attack that was tried: its test has already asserted what it got.
    fn add(&mut self, attack: &str, on: &str, got: &str) {
        self.lines.push(format!("| {attack} | {on} | {got} |"));
    }

    /// Prints the table and holds it against its snapshot.
    fn tell(self) {
        let table = self.lines.join("\n");
        println!("\n{}\n{table}\n", self.family);
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(self.family, table);
        });
    }
}
