/* Who asks for it hears the distribution of the legend; nothing sounds by itself. */

import { BEAT, listTones, markTone } from "../pure/tones.js";
import { onStep } from "./router.js";

/** @import { Tone } from "../pure/tones.js" */

const LOUDEST = 0.25;
const EDGE = 0.02; // seconds in which a tone swells and dies

/** @type {{ context: AudioContext, button: HTMLButtonElement, end: number } | null} */
let sounding = null;

/** @param {HTMLButtonElement} button */
function play(button) {
  const heights = JSON.parse(button.dataset.heights ?? "[]");
  const { own } = button.dataset;
  const context = new AudioContext();
  listTones(heights).forEach((tone) => sound(context, tone, "sine", BEAT));
  if (own) sound(context, markTone(Number(own), heights.length), "triangle", BEAT / 2);
  button.ariaPressed = "true";
  sounding = { context, button, end: window.setTimeout(stop, 1000 * (heights.length + 1) * BEAT) };
}

/**
 * @param {AudioContext} context
 * @param {Tone} tone
 * @param {OscillatorType} type
 * @param {number} seconds
 */
function sound(context, { hertz, loudness, at }, type, seconds) {
  const start = context.currentTime + at;
  const tone = new OscillatorNode(context, { type, frequency: hertz });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(LOUDEST * loudness, start + EDGE);
  volume.gain.setValueAtTime(LOUDEST * loudness, start + seconds - EDGE);
  volume.gain.linearRampToValueAtTime(0, start + seconds);
  tone.connect(volume).connect(context.destination);
  tone.start(start);
  tone.stop(start + seconds);
}

function stop() {
  if (!sounding) return;
  clearTimeout(sounding.end);
  sounding.button.ariaPressed = "false";
  sounding.context.close();
  sounding = null;
}

document.addEventListener("click", ({ target }) => {
  /** @type {HTMLButtonElement | null} */
  const button = target instanceof Element ? target.closest("button.listen") : null;
  if (!button) return;
  const isPlaying = sounding !== null;
  stop();
  if (!isPlaying) play(button);
});

onStep(stop);
