/* The spread of values as tones: from low to high, louder where more areas are. */

const LOWEST = 220; // hertz
const OCTAVES = 2;
/** Seconds that a bar sounds. */
export const BEAT = 0.13;

/** @typedef {{ hertz: number, loudness: number, at: number }} Tone Seconds from the beginning. */

/**
 * A tone for each bar that holds areas; silence where there are none.
 * @param {number[]} heights Of the bars from low to high, from 0 to 1.
 * @returns {Tone[]}
 */
export const listTones = (heights) => heights
  .map((loudness, i) => ({ hertz: hertzAt(i / Math.max(heights.length - 1, 1)), loudness, at: i * BEAT }))
  .filter(({ loudness }) => loudness > 0);

/**
 * When a place on the axis has its turn, and how high it sounds.
 * @param {number} place From 0 to 1.
 * @param {number} bars
 * @returns {Tone}
 */
export const markTone = (place, bars) => ({ hertz: 2 * hertzAt(place), loudness: 1, at: place * bars * BEAT });

/** @param {number} share From 0 to 1. */
const hertzAt = (share) => LOWEST * 2 ** (OCTAVES * share);
