//! What a volunteer hears and feels, without looking.

use js_sys::Array;
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AudioContext, OscillatorType};

use super::{navigator_has, window_has};

/// What happened; each sounds and feels different.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Cue {
    /// Two rising notes, one short pulse.
    Accepted,
    /// The same note twice, two pulses.
    AlreadySeen,
    /// One long low note, one long pulse.
    Refused,
    /// One falling pair, one short pulse.
    Undone,
}

/// A note: hertz, start and length in seconds.
type Note = (f32, f64, f64);

impl Cue {
    fn notes(self) -> &'static [Note] {
        match self {
            Self::Accepted => &[(880.0, 0.0, 0.09), (1318.5, 0.09, 0.16)],
            Self::AlreadySeen => &[(587.3, 0.0, 0.11), (587.3, 0.17, 0.11)],
            Self::Refused => &[(196.0, 0.0, 0.5)],
            Self::Undone => &[(880.0, 0.0, 0.09), (587.3, 0.09, 0.16)],
        }
    }

    fn wave(self) -> OscillatorType {
        match self {
            Self::Refused => OscillatorType::Square,
            _ => OscillatorType::Sine,
        }
    }

    /// Milliseconds on, off, on, …
    fn pulses(self) -> &'static [u32] {
        match self {
            Self::Accepted => &[60],
            Self::AlreadySeen => &[70, 70, 70],
            Self::Refused => &[350],
            Self::Undone => &[30],
        }
    }
}

/// The device's loudspeaker and vibration motor.
pub struct Signals {
    audio: Option<AudioContext>,
}

impl Signals {
    /// Call this from a tap or a key: browsers let a page sound only after one.
    pub fn wake() -> Self {
        let known = window_has("AudioContext");
        Self { audio: known.then(AudioContext::new).and_then(Result::ok) }
    }

    /// Plays and vibrates `cue`; a device that can do neither stays quiet.
    pub fn give(&self, cue: Cue) {
        if navigator_has("vibrate") {
            let pulses: Array = cue.pulses().iter().map(|&pulse| JsValue::from(pulse)).collect();
            window().navigator().vibrate_with_pattern(&pulses);
        }
        if let Some(audio) = &self.audio {
            // iOS puts the sound to sleep whenever the page was away.
            let _ = audio.resume();
            for note in cue.notes() {
                let _ = play(audio, cue.wave(), *note);
            }
        }
    }
}

fn play(
    audio: &AudioContext,
    wave: OscillatorType,
    (hertz, start, length): Note,
) -> Result<(), JsValue> {
    let (oscillator, volume) = (audio.create_oscillator()?, audio.create_gain()?);
    let start = audio.current_time() + start;
    let end = start + length;
    oscillator.set_type(wave);
    oscillator.frequency().set_value(hertz);
    // Swelling and fading within a hundredth of a second keeps it from clicking.
    volume.gain().set_value_at_time(0.0, start)?;
    volume.gain().linear_ramp_to_value_at_time(0.35, start + 0.01)?;
    volume.gain().set_value_at_time(0.35, end - 0.01)?;
    volume.gain().linear_ramp_to_value_at_time(0.0, end)?;
    oscillator.connect_with_audio_node(volume.unchecked_ref())?;
    volume.connect_with_audio_node(&audio.destination())?;
    oscillator.start_with_when(start)?;
    oscillator.stop_with_when(end)
}

#[cfg(test)]
mod tests {
    use super::Cue;

    #[test]
    fn each_cue_sounds_and_feels_different() {
        let cues = [Cue::Accepted, Cue::AlreadySeen, Cue::Refused, Cue::Undone];
        for (at, one) in cues.iter().enumerate() {
            for other in &cues[at + 1..] {
                assert_ne!(one.notes(), other.notes());
                assert_ne!(one.pulses(), other.pulses());
            }
        }
    }
}
