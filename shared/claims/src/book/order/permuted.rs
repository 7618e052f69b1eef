//! 17-13 with its three futures made in each order, and joined in each order.

use crate::evidence::{Explored, explored};
use crate::program::{Program, listing};

const FUTURES: [&str; 3] = ["tx1_fut", "tx_fut", "rx_fut"];
const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

/// All 36, those that join in the same order together.
pub fn makes_and_joins() -> Vec<Explored> {
    all(listing("17-13").rewritten("makes and joins", |text| permute(text, &ORDERS)))
}

/// The same 36 programs, but all of them join in the order of the listing.
pub fn makes_alone() -> Vec<Explored> {
    all(listing("17-13").rewritten("makes alone", |text| permute(text, &[ORDERS[0]; 6])))
}

fn all(program: Program) -> Vec<Explored> {
    (0..36).map(|number| explored(program.clone().arg(number.to_string()))).collect()
}

/// A program that holds all of them, each in a module of its own, and runs the one whose number it is given.
fn permute(text: &str, joins: &[[usize; 3]; 6]) -> Result<String, &'static str> {
    let mut modules = String::new();
    for (row, join) in joins.iter().enumerate() {
        for (column, make) in ORDERS.iter().enumerate() {
            let program = permuted(text, make, join)?.replace("fn main()", "pub fn main()");
            modules += &format!("mod m{} {{\n{program}}}\n\n", row * 6 + column);
        }
    }
    let arms: String =
        (0..36).map(|number| format!("        \"{number}\" => m{number}::main(),\n")).collect();
    Ok(format!(
        "{modules}fn main() {{\n    match std::env::args().nth(1).unwrap().as_str() {{\n{arms}        _ => unreachable!(),\n    }}\n}}\n"
    ))
}

fn permuted(text: &str, make: &[usize; 3], join: &[usize; 3]) -> Result<String, &'static str> {
    let mut rest = text.to_owned();
    let mut blocks = Vec::new();
    for name in FUTURES {
        let start = rest.find(&format!("        let {name} = ")).ok_or("let …_fut =")?;
        let end = rest[start..].find("\n        };\n").ok_or("};")? + start + "\n        };\n".len();
        blocks.push(rest[start..end].to_owned());
        rest.replace_range(start..end, "");
    }
    let makes: String = make.iter().map(|index| blocks[*index].as_str()).collect();
    let joins = join.map(|index| FUTURES[index]).join(", ");
    let before = "        trpl::join3(tx1_fut, tx_fut, rx_fut).await;\n";
    if !rest.contains(before) {
        return Err("trpl::join3(tx1_fut, tx_fut, rx_fut).await;");
    }
    Ok(rest.replace(before, &format!("{makes}        trpl::join3({joins}).await;\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "fn main() {\n        let tx1_fut = {\n            1\n        };\n        let rx_fut = {\n            2\n        };\n        let tx_fut = {\n            3\n        };\n        trpl::join3(tx1_fut, tx_fut, rx_fut).await;\n}\n";

    #[test]
    fn futures_are_made_and_joined_in_the_orders_asked_for() {
        let text = permuted(TEXT, &[2, 1, 0], &[1, 0, 2]).unwrap();
        let order = ["let rx_fut", "let tx_fut", "let tx1_fut", "join3(tx_fut, tx1_fut, rx_fut)"];
        let places: Vec<_> = order.iter().map(|words| text.find(words).unwrap()).collect();
        assert!(places.is_sorted(), "{text}");
    }

    #[test]
    fn a_text_without_those_futures_is_refused() {
        assert!(permute("fn main() {}", &ORDERS).is_err());
    }
}
