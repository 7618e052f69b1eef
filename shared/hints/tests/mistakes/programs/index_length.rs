use std::thread;
fn main() {
    let mut scores = vec![0; 3];
    thread::scope(|s| {
        for (i, score) in scores.iter_mut().enumerate() {
            s.spawn(move || *score = i);
        }
    });
    for i in 0..=scores.len() {
        println!("{}", scores[i]);
    }
}
