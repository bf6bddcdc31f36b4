//! Names in plain letters, so that « Le Kremlin-Bicêtre », « kremlin bicetre » and « st maur » meet.

/// Small letters without accents, words cut by one space, « st » and « ste » written in full.
pub fn plain(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' => letters.push('a'),
            'ç' => letters.push('c'),
            'è' | 'é' | 'ê' | 'ë' => letters.push('e'),
            'ì' | 'í' | 'î' | 'ï' => letters.push('i'),
            'ñ' => letters.push('n'),
            'ò' | 'ó' | 'ô' | 'ö' | 'õ' => letters.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => letters.push('u'),
            'ÿ' | 'ý' => letters.push('y'),
            'œ' => letters.push_str("oe"),
            'æ' => letters.push_str("ae"),
            c if c.is_alphanumeric() => letters.push(c),
            _ => letters.push(' '),
        }
    }
    let words = letters.split_whitespace().map(|word| match word {
        "st" => "saint",
        "ste" => "sainte",
        word => word,
    });
    words.collect::<Vec<_>>().join(" ")
}
