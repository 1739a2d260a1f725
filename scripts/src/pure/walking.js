/* The order in which the keyboard walks along areas. */

const inDutch = new Intl.Collator("nl");

export const byName = (areas) => [...areas].sort((a, b) => inDutch.compare(a.name, b.name));

/* Number of the area that a key leads to from one of `count`, which are walked in a circle; undefined
   for other keys. */
export function stepTo(key, from, count) {
  const next = { ArrowRight: from + 1, ArrowDown: from + 1, ArrowLeft: from - 1, ArrowUp: from - 1, Home: 0, End: count - 1 }[key];
  return next === undefined ? undefined : (next + count) % count;
}
