/* Where the reader moved the map to, as it stands behind the # of the address. */

/** @typedef {{ lat: number, lon: number, zoom: number }} Place Middle of a map in degrees, and its zoom level. */

const PLACE = /^#kaart=(\d+\.\d+),(\d+\.\d+),(\d+(?:\.\d+)?)$/;
const ZOOMS = [6, 17]; // as in nplv_geo/ground/tile_service.py
const LAND = { south: 50, north: 54, west: 3, east: 8 };

/** Area of the whole country. */
export const NEDERLAND = "NL00";
/** Pixels around what fills the map. */
export const PADDING = 18;

/**
 * The place that a hash names; null when that is nothing, or nowhere here.
 * @param {string} hash
 * @returns {Place | null}
 */
export function readPlace(hash) {
  const [, lat, lon, zoom] = (PLACE.exec(hash) ?? []).map(Number);
  const isInLand = lat > LAND.south && lat < LAND.north && lon > LAND.west && lon < LAND.east;
  return isInLand && zoom >= ZOOMS[0] && zoom <= ZOOMS[1] ? { lat, lon, zoom } : null;
}

/** @param {Place} place */
export const writePlace = ({ lat, lon, zoom }) => `#kaart=${lat.toFixed(5)},${lon.toFixed(5)},${Number(zoom.toFixed(3))}`;
