//! Several things that are looked at together.

use super::{Evidence, Missing, Needs};
use crate::lab::Lab;

macro_rules! together {
    ($($name:ident),*) => {
        impl<$($name: Evidence),*> Evidence for ($($name,)*) {
            type Found = ($($name::Found,)*);

            fn add_to(&self, needs: &mut Needs) {
                #[expect(non_snake_case, reason = "a type's name stands for its value too")]
                let ($($name,)*) = self;
                $($name.add_to(needs);)*
            }

            fn find(&self, lab: &Lab) -> Result<Self::Found, Missing> {
                #[expect(non_snake_case, reason = "a type's name stands for its value too")]
                let ($($name,)*) = self;
                Ok(($($name.find(lab)?,)*))
            }
        }
    };
}

together!(A, B);
together!(A, B, C);
together!(A, B, C, D);

impl<E: Evidence, const N: usize> Evidence for [E; N] {
    type Found = Vec<E::Found>;

    fn add_to(&self, needs: &mut Needs) {
        self.iter().for_each(|one| one.add_to(needs));
    }

    fn find(&self, lab: &Lab) -> Result<Self::Found, Missing> {
        self.iter().map(|one| one.find(lab)).collect()
    }
}

impl<E: Evidence> Evidence for Vec<E> {
    type Found = Vec<E::Found>;

    fn add_to(&self, needs: &mut Needs) {
        self.iter().for_each(|one| one.add_to(needs));
    }

    fn find(&self, lab: &Lab) -> Result<Self::Found, Missing> {
        self.iter().map(|one| one.find(lab)).collect()
    }
}
