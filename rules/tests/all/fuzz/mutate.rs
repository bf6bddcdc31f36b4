//! Ways of spoiling a text: bytes, lines, pieces of other texts, hostile words, depth and repetition.

use super::chance::Chance;

/// What breaks readers: ends of number types, unusual spaces, right-to-left and combining marks, quotes.
const HOSTILE: [&str; 44] = [
    "0",
    "-1",
    "-0",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854.775807",
    "99999999999999999999999999999999999999",
    "0.0000001",
    "1e999",
    "1e-7",
    "1_000_000",
    "NaN",
    "inf",
    "true",
    "null",
    "\"\"",
    "{}",
    "[]",
    "\u{0}",
    "\u{feff}",
    "\u{a0}",
    "\u{202f}",
    "\u{202e}مرحبا\u{202c}",
    "e\u{301}\u{301}\u{301}\u{301}",
    "👩‍👩‍👧‍👦",
    "٣",
    "Ⅻ",
    "ß",
    "İ",
    "\u{2028}",
    "\r\n",
    "\\u0000",
    "\\uD800",
    "'''",
    "\"\"\"",
    "#",
    "=",
    "..",
    "0000-00-00",
    "9999-12-31",
    "-262144-01-01",
    "1800-01-01",
    "2200-12-31",
    "2 69 05 49 588 157 80",
];

/// Words of the expression language, of its files and of situations.
const WORDS: [&str; 56] = [
    " et ",
    " ou ",
    " non ",
    " si ",
    " alors ",
    " sinon ",
    " dans (",
    "(",
    ")",
    ",",
    " + ",
    " - ",
    " * ",
    " / ",
    " / 0",
    " = ",
    " != ",
    " <= ",
    " €",
    " %",
    "vrai",
    "faux",
    "d(2012-03-01)",
    "aujourdhui",
    "mois_courant",
    "nombre(enfants)",
    "nombre(enfants, ",
    "somme(enfants, ",
    "somme(revenus[-120..-85], ",
    "somme(revenus[-4..-2], montant)",
    "il_existe(adultes, ",
    "pour_tout(conjoint, ",
    "annees(date_naissance)",
    "plus_annees(aujourdhui, 9223372036854)",
    "plus_jours(aujourdhui, -9223372036854)",
    "plus_mois(d(9999-12-31), 99999)",
    "mois_entre(",
    "au_mois(-2, ",
    "au_mois(-9223372036854, loyer)",
    "min(",
    "max(",
    "borne(",
    "arrondi(",
    "plancher_euro(-9223372036854)",
    "possible(prime)",
    "ouvert(essai)",
    "montant(essai)",
    "loyer",
    "statut",
    "heures",
    "id = \"a\"\n",
    "[[condition]]\n",
    "[[fait]]\n",
    "[situation]\n",
    "\"enfants\": [{}],",
    "{\"min\": 3, \"max\": 2}",
];

/// What nests, with what closes it.
const NESTS: [(&str, &str); 12] = [
    ("(", ")"),
    ("[", "]"),
    ("{\"a\":", "}"),
    ("[{", "}]"),
    ("{a=", "}"),
    ("non ", ""),
    ("-", ""),
    ("si vrai alors ", " sinon faux"),
    ("max(0, ", ")"),
    ("somme(enfants, ", ")"),
    ("nombre(enfants, 0 < ", ")"),
    ("a.", "a = 1"),
];

/// The text spoilt in a few ways.
pub fn mutated(text: &str, others: &[String], longest: usize, chance: &mut Chance) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=chance.below(4) {
        once(&mut bytes, others, chance);
        bytes.truncate(longest);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn once(bytes: &mut Vec<u8>, others: &[String], chance: &mut Chance) {
    let at = chance.below(bytes.len() + 1);
    let upto = (at + chance.below(40)).min(bytes.len());
    match chance.below(13) {
        0 => flip(bytes, chance),
        1 => drop(bytes.drain(at..upto)),
        2 => insert(bytes, at, chance.of(&HOSTILE).as_bytes()),
        3 => insert(bytes, at, chance.of(&WORDS).as_bytes()),
        4 => {
            let again = bytes[at..upto].to_vec().repeat(chance.size());
            insert(bytes, at, &again);
        }
        5 => {
            let word = chance.of(&WORDS).repeat(chance.size());
            insert(bytes, at, word.as_bytes());
        }
        6 => {
            let other = chance.of(others).as_bytes();
            let from = chance.below(other.len() + 1);
            let to = (from + chance.below(200)).min(other.len());
            insert(bytes, at, &other[from..to]);
        }
        7 => {
            let (open, close) = *chance.of(&NESTS);
            let depth = chance.size();
            insert(bytes, upto, close.repeat(depth).as_bytes());
            insert(bytes, at, open.repeat(depth).as_bytes());
        }
        8 => number(bytes, at, chance),
        9 => lines(bytes, chance, |lines, chance| {
            let line = lines[chance.below(lines.len())].clone();
            let times = chance.size();
            let place = chance.below(lines.len());
            lines.splice(place..place, std::iter::repeat_n(line, times));
        }),
        10 => lines(bytes, chance, |lines, chance| {
            let (one, two) = (chance.below(lines.len()), chance.below(lines.len()));
            lines.swap(one, two);
        }),
        11 => lines(bytes, chance, |lines, chance| {
            lines.remove(chance.below(lines.len()));
        }),
        _ => {
            let long = chance.of(&["a", "é", "9", "\u{202e}", "_", " ", "\"", "-", "\n"]);
            let long = long.repeat(chance.size() * 10);
            insert(bytes, at, long.as_bytes());
        }
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, what: &[u8]) {
    let at = at.min(bytes.len());
    bytes.splice(at..at, what.iter().copied());
}

fn flip(bytes: &mut [u8], chance: &mut Chance) {
    for _ in 0..=chance.below(8) {
        let at = chance.below(bytes.len());
        if let Some(byte) = bytes.get_mut(at) {
            *byte ^= 1 << chance.below(8);
        }
    }
}

/// Puts a hostile number in place of the next one.
fn number(bytes: &mut Vec<u8>, at: usize, chance: &mut Chance) {
    let digit = |byte: &u8| byte.is_ascii_digit();
    let Some(start) = bytes[at..].iter().position(digit).map(|found| at + found) else {
        return;
    };
    let len = bytes[start..].iter().take_while(|byte| digit(byte)).count();
    let other = HOSTILE[chance.below(12)].bytes();
    bytes.splice(start..start + len, other);
}

fn lines(
    bytes: &mut Vec<u8>,
    chance: &mut Chance,
    change: impl FnOnce(&mut Vec<Vec<u8>>, &mut Chance),
) {
    let mut lines: Vec<Vec<u8>> = bytes
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::to_vec)
        .collect();
    change(&mut lines, chance);
    *bytes = lines.join(&b'\n');
}
