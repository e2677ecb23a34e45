//! What `make bench` times in the browser without the page around it: drawing and resampling.
//!
//! Its data are invented from a fixed seed; the times are taken outside, in `benches/*.mjs`.

fn main() {}

#[cfg(target_arch = "wasm32")]
mod probe {
    use giving_gap::analysis::{Choices, Options, Study};
    use giving_gap::dataset::{
        Cell, Column, Dataset, Decile, DecileDirection, OtherWaves, Source, Wave,
    };
    use giving_gap::draw::{CanvasTarget, Look, draw, height};
    use giving_gap::figure::{Figure, Kind};
    use rand_core::{Rng, SeedableRng};
    use rand_xoshiro::Xoshiro256PlusPlus;
    use std::rc::Rc;
    use wasm_bindgen::prelude::*;
    use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

    /// Schools of two waves: the first so many in the one, the last so many in the other.
    fn invented(first: usize, second: usize) -> Dataset {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(2018);
        let mut uniform = move || (random.next_u64() >> 11) as f64 / (1u64 << 53) as f64;
        let schools = first.max(second);
        let deciles: Vec<Option<Decile>> =
            (0..schools).map(|school| Decile::all().nth(school % Decile::COUNT)).collect();
        let mut wave = |label: &str, size: usize| {
            let present: Vec<bool> = (0..schools).map(|school| school < size).collect();
            let mut column = |scale: f64| -> Column {
                let amounts =
                    (0..schools).map(|school| scale * (1 + school % 10) as f64 * -uniform().ln());
                amounts.map(Cell::known).collect()
            };
            Wave {
                label: label.into(),
                present,
                pupils: column(40.0),
                donations: column(1500.0),
                pta_income: column(1000.0),
                imd_decile: deciles.clone(),
                ..Wave::default()
            }
        };
        let waves = vec![wave("2016", first), wave("2018", second)];
        Dataset {
            source: Source::Demonstration,
            keys: (0..schools).map(|school| school.to_string()).collect(),
            names: (0..schools).map(|_| "").collect(),
            waves,
            other_waves: OtherWaves::default(),
            direction: DecileDirection::Confirmed,
        }
    }

    /// A scatter of schools, to be drawn on a canvas again and again.
    #[wasm_bindgen]
    pub struct Scatter(Figure);

    #[wasm_bindgen]
    impl Scatter {
        #[wasm_bindgen(constructor)]
        pub fn new(points: usize) -> Scatter {
            let mut study = Study::new(Rc::new(invented(points, points)), Options::default());
            study.choose(Choices { log: false, ..Choices::default() });
            // Every study has the figure of its schools.
            Scatter(study.figure(Kind::Schools).expect_throw("the figure of schools"))
        }

        /// Draws as the page does, and says how high, CSS px; 0 where there is nothing to draw on.
        pub fn draw(&self, canvas: &HtmlCanvasElement, width: u32, ratio: f64) -> u32 {
            let size = (width, height(&self.0, width));
            canvas.set_width((f64::from(size.0) * ratio) as u32);
            canvas.set_height((f64::from(size.1) * ratio) as u32);
            let drawn = || {
                let context: CanvasRenderingContext2d =
                    canvas.get_context("2d").ok()??.dyn_into().ok()?;
                context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0).ok()?;
                let mut target = CanvasTarget::new(canvas.clone(), size)?;
                draw(&self.0, &Look::new(width), &mut target).ok()
            };
            if drawn().is_some() { size.1 } else { 0 }
        }
    }

    /// Data under a question, whose intervals are still to come.
    #[wasm_bindgen]
    pub struct Resampling(Study);

    #[wasm_bindgen]
    impl Resampling {
        #[wasm_bindgen(constructor)]
        pub fn new(first: usize, second: usize) -> Resampling {
            Resampling(Study::new(Rc::new(invented(first, second)), Options::default()))
        }

        /// The intervals of every headline measure, both waves and the change; says how many rows
        /// of *measures* have one.
        pub fn headline(&mut self) -> usize {
            while self.measures() == 0 && self.0.advance(usize::MAX) {}
            self.measures()
        }

        /// What is left: the other tables' and panels' intervals, parts, tests.
        pub fn finish(&mut self) {
            while self.0.advance(usize::MAX) {}
        }

        fn measures(&self) -> usize {
            let measures = self.0.figure(Kind::Measures);
            let rows = measures.iter().flat_map(|figure| &figure.rows);
            rows.filter(|row| row.waves.iter().all(|estimate| estimate.interval.is_some())).count()
        }
    }
}
