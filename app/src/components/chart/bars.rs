use leptos::prelude::*;

/// One bar: how much of how much, and what does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What it is about.
    pub name: String,
    /// How much.
    pub value: u32,
    /// Of how much; 0 when there is no limit.
    pub of: u32,
    /// How much does not fit.
    pub beyond: u32,
    /// All of it in words.
    pub words: String,
}

impl Bar {
    fn whole(&self) -> u32 {
        self.of.max(self.value).saturating_add(self.beyond)
    }

    /// The parts of the drawing, in thousandths of `most`: what is filled, where the limit is, and
    /// what stands beyond, as its start and its width.
    fn parts(&self, most: u32) -> [u32; 4] {
        let share = |value: u32| {
            let share = u64::from(value) * 1000 / u64::from(most.max(1));
            u32::try_from(share).unwrap_or(1000)
        };
        let limit = self.of.max(self.value);
        [share(self.value), share(limit), share(limit), share(self.beyond)]
    }
}

/// Bars one under the other, on one scale.
#[component]
pub fn Bars(
    /// The bars.
    bars: Vec<Bar>,
) -> impl IntoView {
    let most = bars.iter().map(Bar::whole).max().unwrap_or(1);
    let bars: Vec<_> = bars.into_iter().map(|bar| drawn(bar, most)).collect();
    view! { <ul class="bars">{bars}</ul> }
}

fn drawn(bar: Bar, most: u32) -> AnyView {
    let [filled, limit, from, beyond] = bar.parts(most);
    let full = bar.of > 0 && bar.value >= bar.of;
    view! {
        <li>
            <span class="bar-name">{bar.name}</span>
            <svg class=if full { "full" } else { "" } viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
                {(bar.of > 0).then(|| view! { <rect class="limit" x="0" y="0" width=limit height="10"></rect> })}
                <rect class="filled" x="0" y="0" width=filled height="10"></rect>
                {(beyond > 0).then(|| view! { <rect class="beyond" x=from y="0" width=beyond height="10"></rect> })}
            </svg>
            <span class="bar-words">{bar.words}</span>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(value: u32, of: u32, beyond: u32) -> Bar {
        Bar { name: String::new(), value, of, beyond, words: String::new() }
    }

    #[test]
    fn what_is_beyond_stands_after_the_limit() {
        assert_eq!(bar(24, 24, 6).whole(), 30);
        assert_eq!(bar(24, 24, 6).parts(30), [800, 800, 800, 200]);
        assert_eq!(bar(12, 24, 0).parts(30), [400, 800, 800, 0]);
        assert_eq!(bar(7, 0, 0).parts(10), [700, 700, 700, 0]);
        assert_eq!(bar(0, 0, 0).parts(0), [0, 0, 0, 0]);
    }
}
