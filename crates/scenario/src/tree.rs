//! The tree of a file, as serde reads written types from it.
//!
//! toml's own reader asks every type what it would do with every kind of value: with it the first
//! visit is 932 kB, above its bound of 900. This one asks only for what the type says it is, which
//! [`super::structure`] has checked by then, so the same derived code comes out at a third of
//! the size. What it cannot give is refused, never guessed.
//!
//! A table is read as serde reads a list, in the order of the type's own keys: then no type
//! compares keys, and each is compiled once instead of wherever it is used.

use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};
use std::fmt::{self, Display, Formatter};
use toml::{Table, Value};

/// Why a tree is not what a type expects. In a box, because every result of reading has room
/// for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit(Box<Reason>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Reason {
    reason: String,
    /// Keys from the place outwards.
    keys: Vec<String>,
}

impl Misfit {
    /// The place, from the outermost key.
    #[must_use]
    pub fn path(&self) -> String {
        self.0.keys.iter().rev().map(String::as_str).collect::<Vec<_>>().join(".")
    }

    #[cold]
    #[inline(never)]
    fn under(mut self, key: &str) -> Self {
        self.0.keys.push(key.to_owned());
        self
    }
}

impl Display for Misfit {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.reason)
    }
}

impl std::error::Error for Misfit {}

impl de::Error for Misfit {
    fn custom<T: Display>(message: T) -> Self {
        Self(Box::new(Reason { reason: message.to_string(), keys: Vec::new() }))
    }
}

/// Reads a type from a tree, or from nothing. Texts, lists and tables that are not there are read
/// as empty ones: which keys are needed is for [`super::structure`] to say.
///
/// # Errors
/// The first place that does not fit.
pub fn read<'a, T: de::DeserializeOwned>(tree: impl Into<Option<&'a Value>>) -> Result<T, Misfit> {
    T::deserialize(Tree(tree.into()))
}

/// What stands under a key; nothing where the key is not there.
#[derive(Clone, Copy)]
struct Tree<'a>(Option<&'a Value>);

impl Tree<'_> {
    #[cold]
    #[inline(never)]
    fn misfit(self, expected: &dyn de::Expected) -> Misfit {
        let Some(value) = self.0 else {
            return de::Error::custom(format_args!("{expected} is missing"));
        };
        let found = match value {
            Value::String(text) => Unexpected::Str(text),
            Value::Integer(number) => Unexpected::Signed(*number),
            Value::Float(number) => Unexpected::Float(*number),
            Value::Boolean(yes) => Unexpected::Bool(*yes),
            Value::Datetime(_) => Unexpected::Other("date"),
            Value::Array(_) => Unexpected::Seq,
            Value::Table(_) => Unexpected::Map,
        };
        de::Error::invalid_type(found, expected)
    }
}

/// Whole numbers of any width: the visitor checks the range.
macro_rules! whole_numbers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
            match self.0 {
                Some(Value::Integer(number)) => visitor.visit_i64(*number),
                _ => Err(self.misfit(&visitor)),
            }
        }
    )*};
}

/// Texts, however they are kept.
macro_rules! texts {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
            match self.0 {
                Some(Value::String(text)) => visitor.visit_str(text),
                None => visitor.visit_str(""),
                _ => Err(self.misfit(&visitor)),
            }
        }
    )*};
}

/// Kinds that no written type asks for.
macro_rules! refused {
    ($($method:ident($($name:ident: $kind:ty),*))*) => {$(
        fn $method<V: Visitor<'de>>(
            self,
            $($name: $kind,)*
            visitor: V,
        ) -> Result<V::Value, Misfit> {
            $(let _ = $name;)*
            Err(self.misfit(&visitor))
        }
    )*};
}

impl<'de> Deserializer<'de> for Tree<'_> {
    type Error = Misfit;

    whole_numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    texts! { deserialize_str deserialize_string deserialize_identifier }

    refused! {
        deserialize_any() deserialize_ignored_any() deserialize_char() deserialize_bytes()
        deserialize_byte_buf() deserialize_unit() deserialize_f32()
        deserialize_unit_struct(name: &'static str)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Some(Value::Boolean(yes)) => visitor.visit_bool(*yes),
            _ => Err(self.misfit(&visitor)),
        }
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Some(Value::Float(number)) => visitor.visit_f64(*number),
            Some(Value::Integer(number)) => visitor.visit_f64(*number as f64),
            _ => Err(self.misfit(&visitor)),
        }
    }

    #[inline(never)]
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        if self.0.is_some() { visitor.visit_some(self) } else { visitor.visit_none() }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    #[inline(never)]
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Some(Value::Array(items)) => visitor.visit_seq(Items(items.iter(), 0)),
            None => visitor.visit_seq(Items([].iter(), 0)),
            _ => Err(self.misfit(&visitor)),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let rest = match self.0 {
            Some(Value::Table(table)) => Some(table.iter()),
            None => None,
            _ => return Err(self.misfit(&visitor)),
        };
        visitor.visit_map(Entries { rest: rest.into_iter().flatten(), next: None })
    }

    #[inline(never)]
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        keys: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        match self.0 {
            Some(Value::Table(table)) => visitor.visit_seq(Fields::of(table, keys)?),
            _ => Err(self.misfit(&visitor)),
        }
    }

    /// A word, or a table with the word as its only key.
    #[inline(never)]
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        match self.0 {
            Some(Value::String(word)) => visitor.visit_enum(Choice { word, content: None }),
            Some(Value::Table(table)) => match table.iter().next() {
                Some((word, content)) if table.len() == 1 => {
                    visitor.visit_enum(Choice { word, content: Some(Tree(Some(content))) })
                }
                _ => Err(self.misfit(&visitor)),
            },
            _ => Err(self.misfit(&visitor)),
        }
    }
}

/// Elements of a list, counted from 1 where one is named.
struct Items<'a>(std::slice::Iter<'a, Value>, usize);

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Misfit;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Misfit> {
        let Some(item) = self.0.next() else { return Ok(None) };
        self.1 += 1;
        match seed.deserialize(Tree(Some(item))) {
            Ok(value) => Ok(Some(value)),
            Err(misfit) => Err(misfit.under(&self.1.to_string())),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

/// What a table has under the keys of a type, in their order.
struct Fields<'a> {
    table: &'a Table,
    keys: std::slice::Iter<'static, &'static str>,
}

impl<'a> Fields<'a> {
    /// # Errors
    /// If the table has another key.
    fn of(table: &'a Table, keys: &'static [&'static str]) -> Result<Self, Misfit> {
        match table.keys().find(|key| !keys.contains(&key.as_str())) {
            None => Ok(Self { table, keys: keys.iter() }),
            Some(key) => Err(de::Error::unknown_field(key, keys)),
        }
    }
}

impl<'de> SeqAccess<'de> for Fields<'_> {
    type Error = Misfit;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Misfit> {
        let Some(key) = self.keys.next() else { return Ok(None) };
        match seed.deserialize(Tree(self.table.get(*key))) {
            Ok(value) => Ok(Some(value)),
            Err(misfit) => Err(misfit.under(key)),
        }
    }
}

/// Keys and values of a table.
struct Entries<'a> {
    rest: std::iter::Flatten<std::option::IntoIter<toml::map::Iter<'a, String, Value>>>,
    next: Option<(&'a str, &'a Value)>,
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Misfit;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Misfit> {
        let Some((key, value)) = self.rest.next() else { return Ok(None) };
        self.next = Some((key, value));
        seed.deserialize(Key(key)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Misfit> {
        let (key, value) =
            self.next.take().ok_or_else(|| de::Error::custom("a value without a key"))?;
        seed.deserialize(Tree(Some(value))).map_err(|misfit| misfit.under(key))
    }
}

/// A key, or the word of a choice.
struct Key<'a>(&'a str);

impl<'de> Deserializer<'de> for Key<'_> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_str(self.0)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        option unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier
        ignored_any
    }
}

struct Choice<'a> {
    word: &'a str,
    content: Option<Tree<'a>>,
}

impl<'a, 'de> EnumAccess<'de> for Choice<'a> {
    type Error = Misfit;
    type Variant = Content<'a>;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Content<'a>), Misfit> {
        let word = seed.deserialize(Key(self.word))?;
        Ok((word, Content { word: self.word, tree: self.content }))
    }
}

/// What stands under the word of a choice.
struct Content<'a> {
    word: &'a str,
    tree: Option<Tree<'a>>,
}

impl<'a> Content<'a> {
    fn tree(&self) -> Result<Tree<'a>, Misfit> {
        self.tree.ok_or_else(|| de::Error::invalid_type(Unexpected::UnitVariant, &"a table"))
    }
}

impl<'de> VariantAccess<'de> for Content<'_> {
    type Error = Misfit;

    fn unit_variant(self) -> Result<(), Misfit> {
        match self.tree {
            None => Ok(()),
            Some(tree) => Err(tree.misfit(&"a word alone").under(self.word)),
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Misfit> {
        seed.deserialize(self.tree()?).map_err(|misfit| misfit.under(self.word))
    }

    fn tuple_variant<V: Visitor<'de>>(
        self,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.tree()?.deserialize_seq(visitor).map_err(|misfit| misfit.under(self.word))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        keys: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.tree()?.deserialize_struct("", keys, visitor).map_err(|misfit| misfit.under(self.word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::written::{CouncilFile, FrameworkFile, MoneyFile, OptionsFile, ScenarioFile};
    use std::fmt::Debug;

    fn same<T: de::DeserializeOwned + Debug>(text: &str) {
        let tree = Value::Table(text.parse().expect("the file is TOML"));
        let own: T = read(&tree).expect("the file fits");
        let theirs: T = tree.try_into().expect("the file fits");
        assert_eq!(format!("{own:?}"), format!("{theirs:?}"));
    }

    /// Fails if a shipped file reads otherwise than with toml's own reader.
    #[test]
    fn shipped_files_read_as_toml_reads_them() {
        let (main, files) = crate::shipped::shipped();
        same::<ScenarioFile>(&files[main]);
        for (name, text) in &files {
            match name.split('/').next() {
                Some("frameworks") => same::<FrameworkFile>(text),
                Some("councils") => same::<CouncilFile>(text),
                Some("options") => same::<OptionsFile>(text),
                Some("money") => same::<MoneyFile>(text),
                _ => {}
            }
        }
    }

    #[test]
    fn what_does_not_fit_is_named_with_its_place() {
        let text = "[[a]]\nb = 3\n[[a]]\nb = -1\n";
        let tree = Value::Table(text.parse().expect("is TOML"));
        type Rows = std::collections::BTreeMap<String, Vec<std::collections::BTreeMap<String, u8>>>;
        let misfit = read::<Rows>(&tree).expect_err("−1 is not a u8");
        assert_eq!(misfit.path(), "a.2.b");
        assert!(misfit.to_string().contains("-1"), "{misfit}");
        assert!(read::<u8>(&Value::String("x".to_owned())).is_err());
    }
}
