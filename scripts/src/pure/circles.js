/* Where circles and their names go at country level, in pixels: pure functions.
   Focus areas of neighbouring cities lie closer together than their circles are wide, so circles
   give way to each other a little, and names look for a free place. The rules come with the model
   (nplv_geo/present/map/circle_placing.py); nplv_geo/export/map/circles.py does the same on paper. */

/**
 * @typedef {{ x: number, y: number, r: number }} Circle
 * @typedef {{ left: number, top: number, right: number, bottom: number }} Box
 * @typedef {{ x: number, y: number }} Point
 * @typedef {Circle & { width: number }} Named A circle with the width of its name.
 * @typedef {{ box: Box, end: Point, lead: boolean }} Trial A place for a name; `end` is where a line would end.
 * @typedef {{ x: number, y: number, box: Box, lead: boolean, towards: [number, number] }} Label
 *   The middle of the left side of a name, and where a line to it ends.
 */

const FULL_WIDTH = 620; // pixels of map from which circles have their full size
const SMALLEST_SCALE = 0.65;
const LETTER = 6.4; // pixels, about
const LABEL_HEIGHT = 15; // as .nplv-label in page.css

/**
 * The same with radius and label width for a map of that width.
 * @template {Circle & { name: string }} T
 * @param {readonly T[]} circles
 * @param {number} width
 */
export function sized(circles, width) {
  const scale = Math.min(1, Math.max(SMALLEST_SCALE, width / FULL_WIDTH));
  return circles.map((c) => ({ ...c, r: c.r * scale, width: c.name.length * LETTER + 4 }));
}

/**
 * The same in places that no longer overlap.
 * @template {Circle} T
 * @param {readonly T[]} circles
 * @param {Pick<CirclePlacing, "rounds" | "homing" | "gap">} placing
 */
export function spreadCircles(circles, placing) {
  const placed = circles.map((c) => ({ ...c, homeX: c.x, homeY: c.y }));
  for (let round = 0; round < placing.rounds; round += 1) {
    for (const c of placed) {
      c.x += (c.homeX - c.x) * placing.homing;
      c.y += (c.homeY - c.y) * placing.homing;
    }
    for (let i = 0; i < placed.length; i += 1) {
      for (let j = i + 1; j < placed.length; j += 1) pushApart(placed[i], placed[j], placing.gap);
    }
  }
  return placed;
}

/**
 * @param {Circle} one
 * @param {Circle} other
 * @param {number} gap
 */
function pushApart(one, other, gap) {
  const dx = other.x - one.x || 0.01;
  const dy = other.y - one.y;
  const distance = Math.hypot(dx, dy);
  const overlap = one.r + other.r + gap - distance;
  if (overlap <= 0) return;
  const share = other.r / (one.r + other.r);
  const x = (dx / distance) * overlap;
  const y = (dy / distance) * overlap;
  one.x -= x * share;
  one.y -= y * share;
  other.x += x * (1 - share);
  other.y += y * (1 - share);
}

/**
 * Where each name goes; null where there is no room.
 * @param {readonly Named[]} circles
 * @param {Point} size Of the map.
 * @param {CirclePlacing} placing
 */
export function placeLabels(circles, size, placing) {
  const squares = circles.map((c) => box(c.x - c.r, c.y - c.r, 2 * c.r, 2 * c.r));
  const order = circles.map((_, i) => i).sort((i, j) => circles[j].r - circles[i].r);
  /** @type {(Label | null)[]} */
  const labels = new Array(circles.length).fill(null);
  /** @type {Box[]} */
  const names = [];
  for (const i of order) {
    const others = [...squares.filter((_, j) => j !== i), ...names];
    const free = trials(circles[i], placing).filter((trial) =>
      isInside(trial.box, size, placing.margin) && !others.some((other) => overlaps(trial.box, other)));
    const label = choosePlace(circles, i, free, names, placing);
    labels[i] = label;
    if (label) names.push(label.box);
  }
  return labels;
}

/**
 * The nearest free place; lines to far names avoid names and circles as long as they can.
 * @param {readonly Named[]} circles
 * @param {number} own
 * @param {readonly Trial[]} free
 * @param {readonly Box[]} names
 * @param {CirclePlacing} placing
 * @returns {Label | null}
 */
function choosePlace(circles, own, free, names, placing) {
  const start = circles[own];
  const avoidsCircles = (/** @type {Trial} */ { end }) => !circles.some((other, i) => i !== own && touches(start, end, other, placing.clearance));
  const avoidsAll = (/** @type {Trial} */ trial) => !names.some((name) => crosses(start, trial.end, name, placing.step)) && avoidsCircles(trial);
  for (const isClear of [avoidsAll, avoidsCircles, () => true]) {
    const trial = free.find((candidate) => !candidate.lead || isClear(candidate));
    if (trial) return { x: trial.box.left, y: trial.end.y, lead: trial.lead, box: trial.box, towards: [trial.end.x, trial.end.y] };
  }
  return null;
}

/**
 * All places around a circle, the near ones first.
 * @param {Named} circle
 * @param {CirclePlacing} placing
 */
function trials(circle, placing) {
  return placing.distances.flatMap((distance) => placing.directions.map(([dx, dy]) => {
    const x = circle.x + dx * (circle.r + distance);
    const y = circle.y + dy * (circle.r + distance + (dx === 0 ? LABEL_HEIGHT / 2 : 0));
    const left = dx > 0 ? x : dx < 0 ? x - circle.width : x - circle.width / 2;
    return { box: box(left, y - LABEL_HEIGHT / 2, circle.width, LABEL_HEIGHT), end: { x, y }, lead: distance > placing.distances[0] };
  }));
}

/**
 * Does the line from start to end touch the circle?
 * @param {Point} start
 * @param {Point} end
 * @param {Circle} circle
 * @param {number} clearance
 */
function touches(start, end, circle, clearance) {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const along = ((circle.x - start.x) * dx + (circle.y - start.y) * dy) / (dx * dx + dy * dy);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(circle.x - start.x - t * dx, circle.y - start.y - t * dy) < circle.r + clearance;
}

/**
 * Does the line from start to end cross the box? Looked at in steps shorter than a name is high.
 * @param {Point} start
 * @param {Point} end
 * @param {Box} name
 * @param {number} step
 */
function crosses(start, end, name, step) {
  const steps = Math.ceil(Math.hypot(end.x - start.x, end.y - start.y) / step);
  return Array.from({ length: steps }, (_, i) => i / steps).some((share) => {
    const [x, y] = [start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share];
    return x > name.left && x < name.right && y > name.top && y < name.bottom;
  });
}

/**
 * @param {number} left
 * @param {number} top
 * @param {number} width
 * @param {number} height
 */
function box(left, top, width, height) {
  return { left, top, right: left + width, bottom: top + height };
}

/**
 * @param {Box} place
 * @param {Point} size
 * @param {number} margin
 */
function isInside(place, size, margin) {
  return place.left >= margin && place.right <= size.x - margin && place.top >= margin && place.bottom <= size.y - margin;
}

/**
 * @param {Box} one
 * @param {Box} other
 */
function overlaps(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
