/* Where the reader moved the map to, as it stands behind the # of the address. */

const PLACE = /^#kaart=(\d+\.\d+),(\d+\.\d+),(\d+(?:\.\d+)?)$/;
const ZOOMS = [6, 17]; // as in nplv_geo/ground/tile_service.py

/* The place that a hash names: { lat, lon, zoom }; null when that is nothing, or nowhere here. */
export function readPlace(hash) {
  const [, lat, lon, zoom] = (PLACE.exec(hash) || []).map(Number);
  const isHere = lat > 50 && lat < 54 && lon > 3 && lon < 8 && zoom >= ZOOMS[0] && zoom <= ZOOMS[1];
  return isHere ? { lat, lon, zoom } : null;
}

export const writePlace = ({ lat, lon, zoom }) => `#kaart=${lat.toFixed(5)},${lon.toFixed(5)},${zoom}`;
