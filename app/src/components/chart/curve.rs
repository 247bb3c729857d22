use leptos::prelude::*;

use super::{HEIGHT, WIDTH, height, scale, table};

/// A number that grows from day to day, against what it may not pass.
#[component]
pub fn Curve(
    /// What is drawn, in words.
    #[prop(into)]
    title: String,
    /// What the drawing comes to, in a sentence for whoever does not see it.
    #[prop(into)]
    summary: String,
    /// Each day and the number reached.
    points: Vec<(String, u32)>,
    /// What it may not pass, with its name.
    ceiling: (u32, String),
    /// The headings of the table.
    head: (&'static str, &'static str),
) -> impl IntoView {
    let most = points.iter().map(|(_, value)| *value).max().unwrap_or(0);
    let top = scale(most.max(ceiling.0));
    let line = path(&points, top);
    let area = format!("{line} L{WIDTH} {HEIGHT} L0 {HEIGHT} Z");
    let limit = height(ceiling.0, top);
    let day = |place: usize| points.get(place).map(|(day, _)| day.clone()).unwrap_or_default();
    let (first, last) = (day(0), day(points.len().saturating_sub(1)));
    view! {
        <figure class="plot">
            <figcaption>{title.clone()}</figcaption>
            <div class="plot-frame">
                <span class="plot-top" aria-hidden="true">{top}</span>
                <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") preserveAspectRatio="none" role="img" aria-label=summary>
                    <path class="area" d=area></path>
                    <path class="line" d=line></path>
                    <line class="ceiling" x1="0" x2=WIDTH y1=limit y2=limit></line>
                    <line class="ground" x1="0" x2=WIDTH y1=HEIGHT y2=HEIGHT></line>
                </svg>
                <p class="plot-ends" aria-hidden="true"><span>{first}</span><span>{last}</span></p>
            </div>
            <p class="plot-key"><span class="key ceiling">{ceiling.1}</span></p>
            {table(title, head, &points)}
        </figure>
    }
}

/// The line through the points, the first at the left edge and the last at the right one. A single
/// one is a level line.
fn path(points: &[(String, u32)], top: u32) -> String {
    let steps = u32::try_from(points.len().saturating_sub(1)).unwrap_or(u32::MAX).max(1);
    let at = |place: u32| u64::from(place) * u64::from(WIDTH) / u64::from(steps);
    let mut places = points
        .iter()
        .zip(0_u32..)
        .map(|((_, value), place)| format!("{} {}", at(place), height(*value, top)))
        .collect::<Vec<_>>();
    if let [only] = places.as_slice() {
        let level = only.split(' ').next_back().unwrap_or("0").to_owned();
        places.push(format!("{WIDTH} {level}"));
    }
    if places.is_empty() {
        return format!("M0 {HEIGHT} L{WIDTH} {HEIGHT}");
    }
    format!("M{}", places.join(" L"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(values: &[u32]) -> Vec<(String, u32)> {
        values.iter().map(|value| (String::new(), *value)).collect()
    }

    #[test]
    fn a_curve_goes_from_edge_to_edge() {
        assert_eq!(path(&points(&[0, 50, 200]), 200), "M0 200 L300 150 L600 0");
        assert_eq!(path(&points(&[100]), 200), "M0 100 L600 100");
        assert_eq!(path(&[], 200), "M0 200 L600 200");
    }
}
