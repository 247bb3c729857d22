use leptos::prelude::*;

use super::{HEIGHT, WIDTH, height, scale, table};

/// How many in each stretch of time, side by side.
#[component]
pub fn Columns(
    /// What is drawn, in words.
    #[prop(into)]
    title: String,
    /// What the drawing comes to, in a sentence for whoever does not see it.
    #[prop(into)]
    summary: String,
    /// Each stretch and its number.
    points: Vec<(String, u32)>,
    /// The headings of the table.
    head: (&'static str, &'static str),
) -> impl IntoView {
    let top = scale(points.iter().map(|(_, value)| *value).max().unwrap_or(0));
    let drawn: Vec<_> = columns(&points, top)
        .into_iter()
        .map(|[x, y, width, height]| {
            view! { <rect class="column" x=x y=y width=width height=height></rect> }
        })
        .collect();
    let stretch =
        |place: usize| points.get(place).map(|(name, _)| name.clone()).unwrap_or_default();
    let (first, last) = (stretch(0), stretch(points.len().saturating_sub(1)));
    let told: Vec<_> = points.iter().filter(|(_, value)| *value > 0).cloned().collect();
    view! {
        <figure class="plot">
            <figcaption>{title.clone()}</figcaption>
            <div class="plot-frame">
                <span class="plot-top" aria-hidden="true">{top}</span>
                <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") preserveAspectRatio="none" role="img" aria-label=summary>
                    {drawn}
                    <line class="ground" x1="0" x2=WIDTH y1=HEIGHT y2=HEIGHT></line>
                </svg>
                <p class="plot-ends" aria-hidden="true"><span>{first}</span><span>{last}</span></p>
            </div>
            {table(title, head, &told)}
        </figure>
    }
}

/// The place and size of each column that is not empty: left, top, width, height.
fn columns(points: &[(String, u32)], top: u32) -> Vec<[u32; 4]> {
    let many = u32::try_from(points.len()).unwrap_or(u32::MAX).max(1);
    let left = |place: u32| place.saturating_mul(WIDTH) / many;
    points
        .iter()
        .zip(0_u32..)
        .filter(|((_, value), _)| *value > 0)
        .map(|((_, value), place)| {
            let [from, to] = [left(place), left(place + 1)];
            // A gap between two columns, unless they are too narrow for one.
            let width = if to - from > 3 { to - from - 2 } else { (to - from).max(1) };
            let y = height(*value, top);
            [from, y, width, HEIGHT - y]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_side_by_side_on_the_ground_and_empty_ones_not_at_all() {
        let points: Vec<_> = [10, 0, 5].map(|value| (String::new(), value)).to_vec();
        assert_eq!(columns(&points, 10), [[0, 0, 198, 200], [400, 100, 198, 100]]);
        let many: Vec<_> = (0..600).map(|_| (String::new(), 1)).collect();
        assert!(columns(&many, 1).iter().all(|[_, _, width, _]| *width == 1));
        assert!(columns(&[], 10).is_empty());
    }
}
