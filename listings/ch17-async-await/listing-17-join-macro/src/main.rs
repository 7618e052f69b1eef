fn main() {
    trpl::run(async {
        let a = async { 1 };
        let b = async { "two" };
        let c = async { 3.5 };
        let d = async { ['f', 'o', 'u', 'r'] };
        let all = trpl::join!(a, b, c, d);
        println!("{all:?}");
    });
}
