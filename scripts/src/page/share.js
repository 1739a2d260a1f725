/* Links that copy instead of lead: the address of this view, or a piece of HTML that shows it. */

import { leaflet } from "../map/map.js";
import { placeOf } from "../map/place.js";

const SAID = { nl: "Gekopieerd", en: "Copied" };
const SHOWN = 2000; // milliseconds

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-copy]");
  if (!link || !navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const text = link.dataset.copy;
  const place = placeOf(leaflet());
  const whole = (path) => window.location.origin + path + place;
  await navigator.clipboard.writeText(text.startsWith("/") ? whole(text) : text.replace(/src="([^"]*)"/, (_, path) => `src="${whole(path)}"`));
  tell(link);
});

function tell(link) {
  const words = link.textContent;
  const said = SAID[document.documentElement.lang] || SAID.nl;
  if (words === said) return;
  link.setAttribute("role", "status");
  link.textContent = said;
  setTimeout(() => {
    link.textContent = words;
    link.removeAttribute("role");
  }, SHOWN);
}
