//! Files as they come: cut, in Latin-1, without an end.

use super::*;

fn read(bytes: &[u8]) -> (Vec<Result<Line, Refusal>>, Result<usize, Unreadable>) {
    let mut rows_read = Vec::new();
    let done = rows(bytes, &mut |_, row| {
        rows_read.push(row);
        true
    });
    (rows_read, done)
}

#[test]
fn rows_that_are_not_objects_do_not_end_the_reading() {
    let (rows, done) = read(br#" [ {"id": "a"}, 3, ["b"], null, "c", true, {"id": "d"} ] "#);
    assert_eq!(done, Ok(7));
    assert_eq!(rows.iter().filter(|row| row.is_ok()).count(), 2);
}

#[test]
fn a_file_cut_in_the_middle_says_how_far_it_went() {
    let whole = r#"[{"id": "a"}, {"id": "é"}]"#.as_bytes();
    for cut in 1..whole.len() {
        let (rows, done) = read(&whole[..cut]);
        assert_eq!(done, Err(Unreadable::Truncated(rows.len())), "cut at {cut}");
    }
}

#[test]
fn latin_1_is_named() {
    let (_, done) = read(b"[{\"id\": \"a\", \"nom\": \"Cr\xE9teil\"}]");
    assert_eq!(done, Err(Unreadable::Encoding(24)));
    let (_, done) = read(b"id,source,nom\na,b,Cr\xE9teil\n");
    assert!(matches!(done, Err(Unreadable::Encoding(_))));
    assert!(done.unwrap_err().to_string().contains("iconv"));
}

#[test]
fn a_csv_is_read_with_either_sign() {
    for text in [
        "id,source,nom\na,b,\"Un, nom\"\nc,d,e\n",
        "\u{FEFF}id;source;nom\na;b;Un, nom\nc;d;e\n",
    ] {
        let (rows, done) = read(text.as_bytes());
        assert_eq!(done, Ok(2));
        assert_eq!(rows[0].as_ref().unwrap()["nom"], "Un, nom");
    }
    assert_eq!(read(b"nom,adresse\n").1, Err(Unreadable::Columns("id")));
    let (rows, _) = read(b"id,source,nom\na,b\n");
    assert!(
        rows[0]
            .as_ref()
            .is_err_and(|refusal| refusal.reason == "has 2 cells, 3 are expected")
    );
}

#[test]
fn what_is_no_table_is_refused() {
    assert!(matches!(read(b"").1, Err(Unreadable::Syntax(_))));
    assert!(matches!(read(b"{\"id\": 1}").1, Err(Unreadable::Syntax(_))));
    assert!(matches!(
        read(b"[{\"id\": 1} oops]").1,
        Err(Unreadable::Syntax(_))
    ));
    assert!(matches!(
        read(b"[{\"id\": 1}] oops").1,
        Err(Unreadable::Syntax(_))
    ));
}

/// A row that never ends, without any disk nor memory behind it.
struct Endless {
    begin: &'static [u8],
    given: u64,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = if self.begin.is_empty() {
            buffer.fill(b'a');
            buffer.len()
        } else {
            self.begin.read(buffer)?
        };
        self.given += read as u64;
        Ok(read)
    }
}

#[test]
fn a_row_that_never_ends_is_left() {
    for begin in [
        &br#"[{"id": "a"}, {"id": "b", "nom": ""#[..],
        b"[{\"id\": \"a\"}, [\"",
        b"id,source,nom\na,b,c\nd,e,",
    ] {
        let mut endless = Endless { begin, given: 0 };
        let done = rows(&mut endless, &mut |_, _| true);
        assert_eq!(done, Err(Unreadable::TooLong(2)));
        assert!(endless.given < 2 * ROW_LIMIT, "{} bytes", endless.given);
    }
    let deep = format!("[{{\"id\": {}", "[".repeat(10_000));
    assert!(matches!(
        read(deep.as_bytes()).1,
        Err(Unreadable::Syntax(_))
    ));
}
