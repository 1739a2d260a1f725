/* Steps along years of which some have nothing to show. */

/**
 * The place to stand on when somebody wants to go from one place to another: the nearest that is
 * known from there on, in the direction of the step; else the last one before it.
 * @param {readonly boolean[]} known By place, whether there is something to show.
 * @param {number} from
 * @param {number} to
 */
export function findStep(known, from, to) {
  if (to === from) return from;
  const way = to < from ? -1 : 1;
  for (let place = to; place >= 0 && place < known.length; place += way) if (known[place]) return place;
  for (let place = to; place !== from; place -= way) if (known[place]) return place;
  return from;
}
