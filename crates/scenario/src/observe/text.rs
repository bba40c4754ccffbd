//! Bytes as text: which encoding, and what is no text at all.

use super::refusal;
use crate::Problem;

/// What Windows-1252 has where Latin-1 has control signs, from 0x80 on.
const WESTERN: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž',
    '\u{fffd}', '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}',
    'ž', 'Ÿ',
];

/// Kinds of file that are opened in a spreadsheet and are no table of text.
const OTHERS: [(&[u8], &str); 6] = [
    (b"PK\x03\x04", "a workbook (such as .xlsx or .ods) or another packed file"),
    (b"\xD0\xCF\x11\xE0", "an old workbook (.xls)"),
    (b"%PDF", "a PDF"),
    (b"\x1F\x8B", "a packed file (.gz)"),
    (b"<!DOCTYPE", "a web page"),
    (b"<html", "a web page"),
];

/// The text of a file, and a note where its encoding was not the usual one.
///
/// # Errors
/// That it is no text, and what to do.
pub fn decode(name: &str, bytes: &[u8]) -> Result<(String, Option<String>), Vec<Problem>> {
    let wide = |bytes: &[u8], join: fn([u8; 2]) -> u16, kind: &str| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| join([pair[0], pair[1]])).collect();
        (
            String::from_utf16_lossy(&units),
            Some(format!("The file is {kind} and was read as such.")),
        )
    };
    let starts =
        |sign: &[u8]| bytes.len() >= sign.len() && bytes[..sign.len()].eq_ignore_ascii_case(sign);
    if let Some((_, kind)) = OTHERS.iter().find(|(sign, _)| starts(sign)) {
        let statement = format!(
            "This is {kind}, not a CSV file. Open it, save the sheet as “CSV UTF-8” and choose \
             that file."
        );
        return Err(vec![refusal(name, "", statement)]);
    }
    let zeros = |odd: usize| {
        let half = bytes.len() / 2;
        let zeros = bytes.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
        half >= 4 && zeros * 10 >= half * 7
    };
    let plain = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => rest,
        [0xFF, 0xFE, rest @ ..] => return Ok(wide(rest, u16::from_le_bytes, "UTF-16")),
        [0xFE, 0xFF, rest @ ..] => return Ok(wide(rest, u16::from_be_bytes, "UTF-16")),
        _ if zeros(1) => return Ok(wide(bytes, u16::from_le_bytes, "UTF-16")),
        _ if zeros(0) => return Ok(wide(bytes, u16::from_be_bytes, "UTF-16")),
        _ => bytes,
    };
    if plain.contains(&0) {
        let statement = "The file is not text. Save the table as “CSV UTF-8” and choose that file.";
        return Err(vec![refusal(name, "", statement.to_owned())]);
    }
    if let Ok(text) = std::str::from_utf8(plain) {
        return Ok((text.to_owned(), None));
    }
    let western = |byte: &u8| match byte {
        0x80..=0x9F => WESTERN[usize::from(byte - 0x80)],
        _ => char::from(*byte),
    };
    let note = "The file is not UTF-8. It was read as Windows-1252, which older spreadsheets save.";
    Ok((plain.iter().map(western).collect(), Some(note.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails if a text reads differently in another encoding, or if a workbook is read.
    #[test]
    fn one_text_in_many_encodings() {
        let text = "year,cla_stock\n2018,1\u{a0}620\n";
        let units =
            |join: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(join).collect::<Vec<u8>>();
        let mut marked = vec![0xFF, 0xFE];
        marked.extend(units(u16::to_le_bytes));
        let mut big = vec![0xFE, 0xFF];
        big.extend(units(u16::to_be_bytes));
        for bytes in [
            text.as_bytes().to_vec(),
            [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            marked,
            big,
            units(u16::to_le_bytes),
            units(u16::to_be_bytes),
            b"year,cla_stock\n2018,1\xa0620\n".to_vec(),
        ] {
            assert_eq!(decode("own.csv", &bytes).map(|read| read.0), Ok(text.to_owned()));
        }
        assert_eq!(decode("own.csv", b"\x97\xe9").map(|read| read.0), Ok("—é".to_owned()));
        for bytes in [b"PK\x03\x04rest".as_slice(), b"\xD0\xCF\x11\xE0", b"<HTML>", b"a\0b"] {
            let said = decode("own.xlsx", bytes).expect_err("refused")[0].to_string();
            assert!(said.contains("CSV UTF-8"), "{said}");
        }
    }
}
