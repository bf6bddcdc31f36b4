//! Tables that leave for a spreadsheet: separated by semicolons, as French ones expect, and in UTF-8 with its mark.

/// These lines, each of its cells between quotes. A cell that a spreadsheet would run as a formula begins with an apostrophe.
pub fn csv(lines: &[Vec<String>]) -> String {
    let mut out = "\u{feff}".to_owned();
    for cells in lines {
        let cells: Vec<String> = cells.iter().map(|cell| safe(cell)).collect();
        out.push_str(&cells.join(";"));
        out.push_str("\r\n");
    }
    out
}

/// One cell between quotes, never a formula.
fn safe(cell: &str) -> String {
    let formula = cell
        .trim_start()
        .starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
        || cell.starts_with(['\t', '\r', '\n']);
    let guard = if formula { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_runs() {
        for cell in ["=1+1", "+1", "-1", "@a", "\t=1", " =1", "\r=1", "＝1"] {
            assert!(safe(cell).starts_with("\"'"), "{cell:?}");
        }
        assert_eq!(safe("dit « a \"b\" »; 1"), "\"dit « a \"\"b\"\" »; 1\"");
        let lines = [vec!["a".to_owned(), "b".to_owned()], vec![String::new()]];
        assert_eq!(csv(&lines), "\u{feff}\"a\";\"b\"\r\n\"\"\r\n");
    }
}
