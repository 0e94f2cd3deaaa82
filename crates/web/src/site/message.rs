//! Messages of the interface, compiled from Fluent once so that showing one costs a copy of its text.
//!
//! We use the part of Fluent that our words need: text, variables, and a choice by number or by word. Terms,
//! references, attributes and functions are refused when the words are loaded: numbers, dates and distances are
//! written by [`super::format`], which knows the units.

use fluent_syntax::ast;

use super::format;
use super::language::Language;

/// What a message is made of.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    Text(Box<str>),
    Variable(Box<str>),
    Choice {
        on: Box<str>,
        cases: Vec<(Case, Vec<Part>)>,
        otherwise: Vec<Part>,
    },
}

/// When a branch of a choice is taken.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Case {
    Exactly(u64),
    One,
    Word(Box<str>),
}

/// A value given to a message.
pub trait Argument {
    /// Writes the value for people.
    fn write(&self, language: Language, out: &mut String);
    /// The number to choose by, if it is one.
    fn number(&self) -> Option<u64> {
        None
    }
    /// The word to choose by, if it is one.
    fn word(&self) -> Option<&str> {
        None
    }
}

impl Argument for str {
    fn write(&self, _: Language, out: &mut String) {
        out.push_str(self);
    }
    fn word(&self) -> Option<&str> {
        Some(self)
    }
}

impl Argument for String {
    fn write(&self, _: Language, out: &mut String) {
        out.push_str(self);
    }
    fn word(&self) -> Option<&str> {
        Some(self)
    }
}

macro_rules! whole_numbers {
    ($($type:ty)+) => {$(
        impl Argument for $type {
            fn write(&self, language: Language, out: &mut String) {
                out.push_str(&format::number(*self as u64, language));
            }
            fn number(&self) -> Option<u64> {
                Some(*self as u64)
            }
        }
    )+};
}

whole_numbers! { u64 u32 u16 usize }

impl<A: Argument + ?Sized> Argument for &A {
    fn write(&self, language: Language, out: &mut String) {
        (**self).write(language, out);
    }
    fn number(&self) -> Option<u64> {
        (**self).number()
    }
    fn word(&self) -> Option<&str> {
        (**self).word()
    }
}

/// Compiles one message.
///
/// # Errors
/// The message uses a part of Fluent that we do not.
pub(super) fn compile(message: &ast::Message<&str>, set: fn(&str) -> String) -> Result<Vec<Part>, String> {
    if !message.attributes.is_empty() {
        return Err("attributes are not used".to_owned());
    }
    let pattern = message.value.as_ref().ok_or("no text")?;
    compile_pattern(pattern, set)
}

fn compile_pattern(pattern: &ast::Pattern<&str>, set: fn(&str) -> String) -> Result<Vec<Part>, String> {
    // The typography of a sentence is decided on the whole of it: « {$name} » needs its spaces too.
    pattern
        .elements
        .iter()
        .map(|element| match element {
            ast::PatternElement::TextElement { value } => Ok(Part::Text(set(value).into())),
            ast::PatternElement::Placeable { expression } => compile_expression(expression, set),
        })
        .collect()
}

fn compile_expression(expression: &ast::Expression<&str>, set: fn(&str) -> String) -> Result<Part, String> {
    match expression {
        ast::Expression::Inline(ast::InlineExpression::VariableReference { id }) => {
            Ok(Part::Variable(id.name.into()))
        }
        ast::Expression::Inline(ast::InlineExpression::StringLiteral { value }) => {
            Ok(Part::Text((*value).into()))
        }
        ast::Expression::Select {
            selector: ast::InlineExpression::VariableReference { id },
            variants,
        } => {
            let mut cases = Vec::new();
            let mut otherwise = None;
            for variant in variants {
                let parts = compile_pattern(&variant.value, set)?;
                if variant.default {
                    otherwise = Some(parts);
                    continue;
                }
                let case = match &variant.key {
                    ast::VariantKey::NumberLiteral { value } => Case::Exactly(
                        value
                            .parse()
                            .map_err(|_| format!("{value} is not a whole number"))?,
                    ),
                    ast::VariantKey::Identifier { name: "one" } => Case::One,
                    ast::VariantKey::Identifier { name } => Case::Word((*name).into()),
                };
                cases.push((case, parts));
            }
            Ok(Part::Choice {
                on: id.name.into(),
                cases,
                otherwise: otherwise.ok_or("a choice without a default")?,
            })
        }
        _ => Err("only variables and choices are used".to_owned()),
    }
}

/// Writes a message with its values.
pub(super) fn write(parts: &[Part], values: &[(&str, &dyn Argument)], language: Language, out: &mut String) {
    for part in parts {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Variable(name) => {
                if let Some(value) = find(values, name) {
                    value.write(language, out);
                }
            }
            Part::Choice { on, cases, otherwise } => {
                let value = find(values, on);
                let chosen = cases
                    .iter()
                    .find(|(case, _)| value.is_some_and(|value| fits(case, value, language)))
                    .map_or(otherwise, |(_, parts)| parts);
                write(chosen, values, language, out);
            }
        }
    }
}

fn find<'a>(values: &[(&str, &'a dyn Argument)], name: &str) -> Option<&'a dyn Argument> {
    let found = values
        .iter()
        .find(|(given, _)| *given == name)
        .map(|(_, value)| *value);
    debug_assert!(found.is_some(), "the message expects ${name}");
    found
}

fn fits(case: &Case, value: &dyn Argument, language: Language) -> bool {
    match case {
        Case::Exactly(number) => value.number() == Some(*number),
        // Unicode CLDR, cardinal plurals of whole numbers: French counts zero as singular, English does not.
        Case::One => match language {
            Language::French => matches!(value.number(), Some(0 | 1)),
            Language::English => value.number() == Some(1),
        },
        Case::Word(word) => value.word() == Some(word),
    }
}

/// The names of the variables that a message uses, in alphabetical order.
#[cfg(test)]
pub(super) fn variables(parts: &[Part]) -> std::collections::BTreeSet<String> {
    let mut names = std::collections::BTreeSet::new();
    for part in parts {
        match part {
            Part::Text(_) => {}
            Part::Variable(name) => {
                names.insert(name.to_string());
            }
            Part::Choice { on, cases, otherwise } => {
                names.insert(on.to_string());
                names.extend(variables(otherwise));
                for (_, parts) in cases {
                    names.extend(variables(parts));
                }
            }
        }
    }
    names
}
