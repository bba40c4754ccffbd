//! Every run as Parquet: plain numbers, texts by a dictionary, a group of rows for some runs of an
//! option.

use super::{COLUMNS, EveryRun, OptionRuns};
use parquet2::compression::CompressionOptions;
use parquet2::encoding::Encoding;
use parquet2::encoding::hybrid_rle::encode_u32;
use parquet2::error::{Error, Result};
use parquet2::metadata::{Descriptor, KeyValue, SchemaDescriptor};
use parquet2::page::{DataPage, DataPageHeader, DataPageHeaderV1, DictPage, Page};
use parquet2::schema::Repetition;
use parquet2::schema::types::{ParquetType, PhysicalType, PrimitiveConvertedType};
use parquet2::write::{
    Compressor, DynIter, DynStreamingIterator, FileWriter, Version, WriteOptions,
};
use staircase_answers::outcome::every_run::Series;
use staircase_answers::study::runs::Pair;

/// Most rows of a row group: what a reader holds at a time.
const GROUP: usize = 1 << 20;

impl EveryRun<'_> {
    /// Rows of one run of one option.
    fn rows_of_a_run(&self) -> usize {
        self.series.iter().map(|it| it.points.len()).sum()
    }

    /// As Parquet, with what was run in the file's own metadata.
    ///
    /// # Errors
    /// None in practice: it is written to memory, in groups of bounded size.
    pub fn parquet(&self, metadata: &[(&str, String)]) -> Result<Vec<u8>> {
        let kinds = [
            PhysicalType::ByteArray,
            PhysicalType::Boolean,
            PhysicalType::Int64,
            PhysicalType::Int64,
            PhysicalType::ByteArray,
            PhysicalType::ByteArray,
            PhysicalType::ByteArray,
            PhysicalType::ByteArray,
            PhysicalType::Double,
            PhysicalType::Double,
        ];
        let column = |(name, kind): (&str, PhysicalType)| {
            let text = (kind == PhysicalType::ByteArray).then_some(PrimitiveConvertedType::Utf8);
            let required = Repetition::Required;
            ParquetType::try_from_primitive(name.to_owned(), kind, required, text, None, None)
        };
        let columns = COLUMNS.into_iter().zip(kinds).map(column).collect::<Result<_>>()?;
        let schema = SchemaDescriptor::new("every_run".to_owned(), columns);
        let descriptors: Vec<Descriptor> =
            schema.columns().iter().map(|it| it.descriptor.clone()).collect();
        let settings = WriteOptions { write_statistics: false, version: Version::V1 };
        let by = Some(format!("staircase {}", env!("CARGO_PKG_VERSION")));
        let mut writer = FileWriter::new(Vec::new(), schema, settings, by);
        let runs = (GROUP / self.rows_of_a_run().max(1)).max(1);
        for option in &self.options {
            for (group, pairs) in option.pairs.chunks(runs).enumerate() {
                let pages = self.pages(option, group * runs, pairs, &descriptors)?;
                let columns = pages.into_iter().map(|pages| {
                    let pages = DynIter::new(pages.into_iter().map(Ok::<_, Error>));
                    let snappy = CompressionOptions::Snappy;
                    let compressed = Compressor::new_from_vec(pages, snappy, Vec::new());
                    Ok::<_, Error>(DynStreamingIterator::new(compressed))
                });
                writer.write(DynIter::new(columns))?;
            }
        }
        let pair = |(key, value): &(&str, String)| KeyValue {
            key: format!("staircase.{key}"),
            value: Some(value.clone()),
        };
        writer.end(Some(metadata.iter().map(pair).collect()))?;
        Ok(writer.into_inner())
    }

    /// The columns of some runs of an option, `first` and those after it.
    fn pages(
        &self,
        option: &OptionRuns<'_>,
        first: usize,
        pairs: &[Pair<'_>],
        descriptors: &[Descriptor],
    ) -> Result<Vec<Vec<Page>>> {
        let of_a_run = self.rows_of_a_run();
        let rows = pairs.len() * of_a_run;
        let (mut sets, mut runs) = (Vec::new(), Vec::new());
        let mut sides = [Vec::with_capacity(8 * rows), Vec::with_capacity(8 * rows)];
        for (run, (baseline, changed)) in (first..).zip(pairs) {
            for _ in 0..of_a_run {
                runs.extend((run as u64).to_le_bytes());
                sets.extend(self.set_of(run).to_le_bytes());
            }
            for point in self.series.iter().flat_map(|it| &it.points) {
                sides[0].extend(point.of(baseline).to_le_bytes());
                sides[1].extend(point.of(changed).to_le_bytes());
            }
        }
        // Texts repeat from run to run: words once, then their places.
        let each = |text: &dyn Fn(&Series, &str) -> String| -> Vec<String> {
            let of =
                |it: &Series| it.points.iter().map(|at| text(it, &at.date)).collect::<Vec<_>>();
            self.series.iter().flat_map(of).collect()
        };
        let words = |texts: Vec<String>, column: usize| {
            dictionary(&texts, pairs.len(), rows, &descriptors[column])
        };
        let [before, after] = sides;
        let plain = |bytes: Vec<u8>, column: usize| {
            vec![data(bytes, rows, Encoding::Plain, &descriptors[column])]
        };
        let null_effect = vec![if option.null_effect { 0xff } else { 0 }; rows.div_ceil(8)];
        Ok(vec![
            words(vec![option.id.to_owned(); of_a_run], 0)?,
            plain(null_effect, 1),
            plain(runs, 2),
            plain(sets, 3),
            words(each(&|it, _| it.counted.keys().0.to_owned()), 4)?,
            words(each(&|it, _| it.measure.clone()), 5)?,
            words(each(&|_, date| date.to_owned()), 6)?,
            words(each(&|it, _| it.counted.keys().1.to_owned()), 7)?,
            plain(before, 8),
            plain(after, 9),
        ])
    }
}

/// A page of values.
fn data(buffer: Vec<u8>, rows: usize, encoding: Encoding, column: &Descriptor) -> Page {
    let header = DataPageHeaderV1 {
        num_values: rows as i32,
        encoding: encoding.into(),
        definition_level_encoding: Encoding::Rle.into(),
        repetition_level_encoding: Encoding::Rle.into(),
        statistics: None,
    };
    Page::Data(DataPage::new(DataPageHeader::V1(header), buffer, column.clone(), Some(rows)))
}

/// A column of texts that are the same in each of so many runs: the different ones, then the
/// place of each.
fn dictionary(
    texts: &[String],
    runs: usize,
    rows: usize,
    column: &Descriptor,
) -> Result<Vec<Page>> {
    let mut words: Vec<&String> = texts.iter().collect();
    words.sort_unstable();
    words.dedup();
    let places: Vec<u32> =
        texts.iter().map(|it| words.partition_point(|word| *word < it) as u32).collect();
    let plain: Vec<u8> = words
        .iter()
        .flat_map(|it| (it.len() as u32).to_le_bytes().into_iter().chain(it.bytes()))
        .collect();
    let bits = (usize::BITS - (words.len() - 1).leading_zeros()).max(1);
    let mut buffer = vec![bits as u8];
    let all: Vec<u32> = (0..runs).flat_map(|_| places.iter().copied()).collect();
    encode_u32(&mut buffer, all.into_iter(), bits)?;
    let page = DictPage { buffer: plain, num_values: words.len(), is_sorted: true };
    Ok(vec![Page::Dict(page), data(buffer, rows, Encoding::RleDictionary, column)])
}

#[cfg(test)]
mod tests {
    use super::super::tests::{four_runs, rows};
    use super::*;
    use parquet2::encoding::hybrid_rle::HybridRleDecoder;
    use parquet2::read::{decompress, get_page_iterator, read_metadata};
    use std::io::Cursor;

    /// The values of one column of a Parquet file as texts.
    fn column(bytes: &[u8], place: usize) -> Vec<String> {
        let mut file = Cursor::new(bytes);
        let metadata = read_metadata(&mut file).expect("a footer");
        let mut values = Vec::new();
        for group in &metadata.row_groups {
            let chunk = &group.columns()[place];
            let pages = get_page_iterator(chunk, &mut file, None, Vec::new(), 1 << 30);
            let mut words: Vec<String> = Vec::new();
            for page in pages.expect("pages") {
                match decompress(page.expect("a page"), &mut Vec::new()).expect("it unpacks") {
                    Page::Dict(page) => {
                        let mut rest = &page.buffer[..];
                        while let Some((length, after)) = rest.split_first_chunk() {
                            let (word, after) =
                                after.split_at(u32::from_le_bytes(*length) as usize);
                            words.push(String::from_utf8(word.to_vec()).expect("text"));
                            rest = after;
                        }
                    }
                    Page::Data(page) => {
                        let (count, buffer) = (page.num_values(), page.buffer());
                        let eight = buffer.chunks_exact(8).map(|it| it.try_into().expect("eight"));
                        match chunk.physical_type() {
                            PhysicalType::ByteArray => {
                                let bits = u32::from(buffer[0]);
                                HybridRleDecoder::try_new(&buffer[1..], bits, count)
                                    .expect("places")
                                    .for_each(|it| {
                                        values.push(words[it.expect("one") as usize].clone());
                                    });
                            }
                            PhysicalType::Boolean => values
                                .extend((0..count).map(|row| {
                                    (buffer[row / 8] >> (row % 8) & 1 == 1).to_string()
                                })),
                            PhysicalType::Int64 => {
                                values.extend(eight.map(|it| i64::from_le_bytes(it).to_string()));
                            }
                            _ => values.extend(eight.map(|it| f64::from_le_bytes(it).to_string())),
                        }
                    }
                }
            }
        }
        values
    }

    /// Fails if CSV and Parquet do not hold the same rows, to the last bit, or if the file does
    /// not say what was run.
    #[test]
    fn parquet_reads_back_as_the_csv() {
        let (study, runs) = four_runs();
        let every = EveryRun::new(&study, &runs);
        let csv = rows(&every.csv().expect("it writes"));
        let parquet = every.parquet(&[("seed", "5".to_owned())]).expect("it writes");
        assert_eq!(csv[0], COLUMNS);
        assert_eq!(csv.len(), 1 + 2 * 4 * every.rows_of_a_run());
        for place in 0..COLUMNS.len() {
            let from_csv: Vec<String> = csv[1..].iter().map(|row| row[place].clone()).collect();
            assert!(column(&parquet, place) == from_csv, "{}", COLUMNS[place]);
        }
        let metadata = read_metadata(&mut Cursor::new(&parquet)).expect("a footer");
        let said = metadata.key_value_metadata().clone().expect("metadata");
        assert_eq!(said[0].key, "staircase.seed");
        assert_eq!(said[0].value.as_deref(), Some("5"));
    }
}
