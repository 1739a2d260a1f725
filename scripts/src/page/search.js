/* The search for an area: keys that lead to what was found, and an empty field when that is done. */

import { linkOf } from "./router.js";

document.addEventListener("click", (event) => {
  const link = linkOf(event);
  if ((link && link.closest("#found")) || !event.target.closest(".search")) clearSearch();
});

document.addEventListener("keydown", (event) => {
  if (event.target.id !== "search") return;
  if (event.key === "Escape") clearSearch();
  const first = document.querySelector("#found a");
  if (!first || (event.key !== "Enter" && event.key !== "ArrowDown")) return;
  event.preventDefault();
  if (event.key === "Enter") first.click();
  else first.focus();
});

function clearSearch() {
  const input = document.getElementById("search");
  if (input && input.value) window.dash_clientside.set_props("search", { value: "" });
}
