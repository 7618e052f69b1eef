//! Compares what everybody says of many random programs; see CONTRIBUTING.md.

use clap::Parser;
use differential::check::{Depth, Verdict, check};
use differential::generator::program;
use differential::language::parse;
use differential::rust::source;
use differential::shrink::shrink;
use differential::tally::Tally;
use differential::worlds::{Failure, Worlds};
use runner::{Cargo, Words};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// Compares what the explorer, an interpreter and real runs say of random programs.
#[derive(Parser)]
#[command(name = "differential")]
struct Arguments {
    /// The first program's seed; the next one's is one more.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many programs there are.
    #[arg(long, default_value_t = 300)]
    programs: u64,
    /// How often each is run for real.
    #[arg(long, default_value_t = 0)]
    real: usize,
    /// Whether to search with the late clock too.
    #[arg(long)]
    late: bool,
    /// Up to so many states the graph of choices is walked through.
    #[arg(long, default_value_t = 0)]
    graph: usize,
    /// After how many runs a search is given up that prunes.
    #[arg(long, default_value_t = 10_000)]
    pruned: u64,
    /// The same for the searches that prune less.
    #[arg(long, default_value_t = 1_000)]
    plain: u64,
    /// Up to so many differences are made small, which takes a while for each.
    #[arg(long, default_value_t = 20)]
    shrink: u64,
    /// Leaves out programs in whose text one of these words stands.
    #[arg(long, value_delimiter = ',')]
    skip: Vec<String>,
    /// Only this program, as it is printed where there is a difference.
    #[arg(long)]
    program: Option<String>,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

/// Whether all agree.
fn run(arguments: &Arguments) -> Result<bool, Failure> {
    let cargo =
        Cargo::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), std::env::current_dir()?);
    let worlds = Worlds::build(&cargo, Words::Shown)?;
    let worlds = if arguments.real > 0 { worlds.with_real_runs(&cargo, Words::Shown)? } else { worlds };
    let Arguments { pruned, plain, late, real, graph, .. } = *arguments;
    let depth = Depth { pruned, plain, states: 200_000, late, real, graph };
    if let Some(text) = &arguments.program {
        let program = parse(text).ok_or("this is no program of the little language")?;
        println!("{}", source(&program));
        let verdict = check(&worlds, &program, depth)?;
        println!("{verdict}");
        return Ok(!verdict.is_difference());
    }
    let (next, shrunk) = (AtomicU64::new(arguments.seed), AtomicU64::new(0));
    let tally = Mutex::new(Tally::default());
    let work = || -> Result<(), Failure> {
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= arguments.seed + arguments.programs {
                return Ok(());
            }
            let program = program(seed);
            let text = program.to_string();
            if arguments.skip.iter().any(|word| text.contains(word)) {
                continue;
            }
            let mut verdict = check(&worlds, &program, depth)?;
            let mut shown = program.clone();
            if let Verdict::Differ(difference) = &verdict
                && shrunk.fetch_add(1, Ordering::Relaxed) < arguments.shrink
            {
                let parties = difference.parties();
                let mut still = |program: &_| match check(&worlds, program, depth) {
                    Ok(Verdict::Differ(other)) => other.parties() == parties,
                    _ => false,
                };
                shown = shrink(&program, &mut still);
                verdict = check(&worlds, &shown, depth)?;
            }
            if !verdict.is_agreement() {
                println!("seed {seed}: {verdict}");
            }
            if verdict.is_difference() {
                println!("  --program '{shown}'\n\n{}", source(&shown));
            }
            if let Ok(mut tally) = tally.lock() {
                tally.add(&verdict);
                if tally.programs() % 500 == 0 {
                    println!("{tally}");
                }
            }
        }
    };
    std::thread::scope(|scope| {
        let workers = std::thread::available_parallelism().map_or(1, usize::from);
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| worker.join().map_err(|_| "a worker panicked")?)
    })?;
    let tally = tally.into_inner().map_err(|_| "a worker panicked")?;
    println!("{tally}");
    Ok(tally.differ == 0)
}
