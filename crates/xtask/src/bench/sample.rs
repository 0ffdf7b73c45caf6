//! Several measurements of one thing.

/// Its values in rising order; there is at least one.
#[derive(Clone, PartialEq, Debug)]
pub struct Sample {
    values: Vec<f64>,
}

impl Sample {
    /// A sample of these values, unless there are none.
    pub fn of(mut values: Vec<f64>) -> Option<Sample> {
        values.sort_by(f64::total_cmp);
        (!values.is_empty()).then_some(Sample { values })
    }

    /// The value in the middle.
    pub fn median(&self) -> f64 {
        let middle = self.values.len() / 2;
        match self.values.len() % 2 {
            1 => self.values[middle],
            _ => f64::midpoint(self.values[middle - 1], self.values[middle]),
        }
    }

    /// How far the greatest is from the least, as a part of the median.
    pub fn spread(&self) -> f64 {
        let (least, greatest) = (self.values[0], self.values[self.values.len() - 1]);
        (greatest - least) / self.median()
    }
}

#[cfg(test)]
mod tests {
    use super::Sample;

    #[test]
    fn the_median_is_in_the_middle() {
        let odd = Sample::of(vec![3.0, 1.0, 2.0]).unwrap();
        assert_eq!((odd.median(), odd.spread()), (2.0, 1.0));
        let even = Sample::of(vec![4.0, 1.0, 2.0, 4.0]).unwrap();
        assert_eq!((even.median(), even.spread()), (3.0, 1.0));
        assert_eq!(Sample::of(Vec::new()), None);
    }
}
