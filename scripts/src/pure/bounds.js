/* Bounds between classes that are moved along an axis: where one may go, and how an address has them. */

/**
 * @typedef {object} Axis
 * @property {number} low
 * @property {number} high
 * @property {number} step What a key moves a bound by, and a drag rounds it to.
 * @property {number} decimals
 */

const LARGE = 10; // steps

/**
 * A bound stays between its neighbours, one unit of the last decimal away from them; the others may lie
 * above the axis.
 * @param {number} wanted
 * @param {number} i
 * @param {number[]} bounds
 * @param {Axis} axis
 */
export function placeBound(wanted, i, bounds, { low, high, decimals }) {
  const unit = 10 ** -decimals;
  const least = i > 0 ? bounds[i - 1] + unit : low;
  const most = i < bounds.length - 1 ? Math.min(bounds[i + 1] - unit, high) : high;
  return round(Math.max(least, Math.min(wanted, most)), decimals);
}

/**
 * Where a drag leaves a bound: on a round number, if its neighbours leave one.
 * @param {number} wanted
 * @param {number} i
 * @param {number[]} bounds
 * @param {Axis} axis
 */
export const dropBound = (wanted, i, bounds, axis) => placeBound(Math.round(wanted / axis.step) * axis.step, i, bounds, axis);

/**
 * Where a key takes a bound; undefined for a key that moves none.
 * @param {string} key
 * @param {number} i
 * @param {number[]} bounds
 * @param {Axis} axis
 */
export function stepBound(key, i, bounds, axis) {
  const wanted = {
    ArrowRight: stepFrom(bounds[i], 1, axis),
    ArrowUp: stepFrom(bounds[i], 1, axis),
    ArrowLeft: stepFrom(bounds[i], -1, axis),
    ArrowDown: stepFrom(bounds[i], -1, axis),
    PageUp: stepFrom(bounds[i], LARGE, axis),
    PageDown: stepFrom(bounds[i], -LARGE, axis),
    Home: -Infinity,
    End: Infinity,
  }[key];
  return wanted === undefined ? undefined : placeBound(wanted, i, bounds, axis);
}

/**
 * The next round number in a direction, or some further on.
 * @param {number} from
 * @param {number} steps
 * @param {Axis} axis
 */
function stepFrom(from, steps, { step, decimals }) {
  const hair = (10 ** -decimals / step) * 0.01;
  const place = from / step;
  return (steps > 0 ? Math.floor(place + hair) : Math.ceil(place - hair)) * step + steps * step;
}

/**
 * @param {number} value
 * @param {number} decimals
 */
const round = (value, decimals) => Number(value.toFixed(decimals));

/**
 * As nplv_geo/present/scale/bounds.py writes them: three digits behind a comma could be thousands.
 * @param {number[]} bounds
 */
export const writeBounds = (bounds) =>
  bounds.map((bound) => {
    const [whole, part = ""] = String(bound).split(".");
    return part ? `${whole},${part.length === 3 ? `${part}0` : part}` : whole;
  }).join("|");

/**
 * A value on a bound belongs to the class below it.
 * @param {number} value
 * @param {number[]} bounds
 */
export const classOf = (value, bounds) => bounds.filter((bound) => value > bound).length;
