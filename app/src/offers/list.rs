//! Reads the lines of a spreadsheet as they are pasted: last name, first name, day of birth, telephone, in this order or under a first
//! line that names them.

use chrono::NaiveDate;
use rules::holds_nir;

use super::NewOffer;
use crate::words::offers as words;

/// The most characters of a name or a telephone number.
pub const CELL_LENGTH: usize = 80;

/// A line that can not be used, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, as it was pasted.
    pub line: String,
    /// A sentence on what to do about it.
    pub text: String,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Last,
    First,
    Born,
    Contact,
}

const ORDER: [Column; 4] = [Column::Last, Column::First, Column::Born, Column::Contact];

/// Reads pasted lines: the people, and the lines that could not be used. The same person twice is there once.
pub fn read(pasted: &str, today: NaiveDate) -> (Vec<NewOffer>, Vec<Fault>) {
    let mut lines = pasted
        .lines()
        .filter(|line| !line.trim().is_empty())
        .peekable();
    let separator = lines.peek().map_or('\t', |line| separator(line));
    let named = lines.peek().and_then(|line| names(line, separator));
    if named.is_some() {
        lines.next();
    }
    let columns = named.unwrap_or_else(|| ORDER.map(Some).to_vec());
    let (mut people, mut faults) = (Vec::new(), Vec::new());
    for line in lines {
        match person(line, separator, &columns, today) {
            Ok(person) if people.contains(&person) => {}
            Ok(person) => people.push(person),
            Err(text) => faults.push(Fault {
                line: line.to_owned(),
                text: text.to_owned(),
            }),
        }
    }
    (people, faults)
}

/// What parts the cells: a tabulation from a spreadsheet, a semicolon or a comma from a file.
fn separator(line: &str) -> char {
    ['\t', ';', ',']
        .into_iter()
        .find(|separator| line.contains(*separator))
        .unwrap_or('\t')
}

/// The columns that a first line names; `None` when it is already somebody.
fn names(line: &str, separator: char) -> Option<Vec<Option<Column>>> {
    let columns: Vec<Option<Column>> = cells(line, separator)
        .iter()
        .map(|cell| column(cell))
        .collect();
    [Column::Last, Column::First, Column::Born]
        .iter()
        .all(|needed| columns.contains(&Some(*needed)))
        .then_some(columns)
}

fn column(name: &str) -> Option<Column> {
    let name: String = name
        .to_lowercase()
        .chars()
        .map(|c| match c {
            'é' | 'è' => 'e',
            'ô' => 'o',
            c => c,
        })
        .collect();
    match name.as_str() {
        "nom" | "nom de famille" | "nom d'usage" | "nom d’usage" => Some(Column::Last),
        "prenom" | "prenoms" => Some(Column::First),
        "naissance" | "date de naissance" | "ne(e) le" | "ne le" | "nee le" => Some(Column::Born),
        "telephone" | "tel" | "portable" | "contact" => Some(Column::Contact),
        _ => None,
    }
}

fn cells(line: &str, separator: char) -> Vec<String> {
    line.split(separator)
        .map(|cell| cell.trim().trim_matches('"').trim().to_owned())
        .collect()
}

fn person(
    line: &str,
    separator: char,
    columns: &[Option<Column>],
    today: NaiveDate,
) -> Result<NewOffer, &'static str> {
    if holds_nir(line) {
        return Err(words::NIR);
    }
    let cells = cells(line, separator);
    let cell = |wanted: Column| {
        let at = columns.iter().position(|column| *column == Some(wanted));
        at.and_then(|at| cells.get(at)).cloned().unwrap_or_default()
    };
    let person = NewOffer {
        last_name: cell(Column::Last),
        first_name: cell(Column::First),
        born: born(&cell(Column::Born), today)?,
        contact: cell(Column::Contact),
    };
    let long = |text: &String| text.chars().count() > CELL_LENGTH;
    if person.last_name.is_empty() || person.first_name.is_empty() {
        Err(words::NAME_MISSING)
    } else if [&person.last_name, &person.first_name, &person.contact]
        .into_iter()
        .any(long)
    {
        Err(words::TOO_LONG)
    } else {
        Ok(person)
    }
}

fn born(text: &str, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    let read = ["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(text, form).ok())
        .filter(|_| text.len() == "31/12/1980".len());
    match read {
        Some(day) if day > today || today.years_since(day).is_none_or(|age| age > 120) => {
            Err(words::BORN_WRONG)
        }
        Some(day) => Ok(day),
        None => Err(words::BORN_WRONG),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn read_today(pasted: &str) -> (Vec<NewOffer>, Vec<Fault>) {
        read(pasted, day("2026-11-23"))
    }

    fn awa() -> NewOffer {
        NewOffer {
            first_name: "Awa".to_owned(),
            last_name: "Diallo".to_owned(),
            born: day("1990-02-28"),
            contact: "06 00 00 00 00".to_owned(),
        }
    }

    #[test]
    fn lines_are_read_as_a_spreadsheet_pastes_them() {
        let plain = "Diallo\tAwa\t28/02/1990\t06 00 00 00 00\r\n\r\n";
        assert_eq!(read_today(plain), (vec![awa()], vec![]));
        let named = "Dossier;Prénom;Nom;Téléphone;Date de naissance\n12;Awa;\"Diallo\";06 00 00 00 00;1990-02-28\n";
        assert_eq!(read_today(named), (vec![awa()], vec![]));
        let twice = format!("{plain}{plain}");
        assert_eq!(read_today(&twice).0.len(), 1);
        assert_eq!(read_today(""), (vec![], vec![]));
    }

    #[test]
    fn a_line_that_can_not_be_used_says_why_and_stops_no_other() {
        let pasted = "Diallo\tAwa\t31/02/1990\nDiallo\t\t28/02/1990\nPetit\tLea\t28/02/2030\nPetit\tLea\nPetit\tLea\t28/02/90\n2 90 02 94 028 016 65\tLea\t28/02/1990\nDiallo\tAwa\t28/02/1990\t06 00 00 00 00";
        let (people, faults) = read_today(pasted);
        assert_eq!(people, [awa()]);
        let texts: Vec<_> = faults.iter().map(|fault| fault.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                words::BORN_WRONG,
                words::NAME_MISSING,
                words::BORN_WRONG,
                words::BORN_WRONG,
                words::BORN_WRONG,
                words::NIR
            ]
        );
        let long = format!("{}\tLea\t28/02/1990", "a".repeat(CELL_LENGTH + 1));
        assert_eq!(read_today(&long).1[0].text, words::TOO_LONG);
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_pasted_no_line_is_lost(pasted in "[a-zA-Z0-9/;,\t\n\"é]{0,200}") {
            let (people, faults) = read_today(&pasted);
            let lines = pasted.lines().filter(|line| !line.trim().is_empty()).count();
            proptest::prop_assert!(people.len() + faults.len() <= lines);
            for fault in faults {
                proptest::prop_assert!(pasted.contains(&fault.line));
            }
        }
    }
}
