/* The search for an area: keys that lead to what was found, and an empty field when that is done. */

import { linkOf } from "./router.js";

document.addEventListener("click", (event) => {
  const isOutside = event.target instanceof Element && !event.target.closest(".search");
  if (isOutside || linkOf(event)?.closest("#found")) clearSearch();
});

document.addEventListener("keydown", (event) => {
  if (!(event.target instanceof Element) || event.target.id !== "search") return;
  if (event.key === "Escape") clearSearch();
  /** @type {HTMLAnchorElement | null} */
  const first = document.querySelector("#found a");
  if (!first || (event.key !== "Enter" && event.key !== "ArrowDown")) return;
  event.preventDefault();
  if (event.key === "Enter") first.click();
  else first.focus();
});

function clearSearch() {
  const input = document.getElementById("search");
  if (input instanceof HTMLInputElement && input.value) window.dash_clientside.set_props("search", { value: "" });
}
