/* One message on the map: loading (quiet), failure with a retry, or nothing. */
/* frame: element to lie over; retry: { label, again() } or null. */
export function message(frame, text, { quiet = false, retry = null } = {}) {
  let box = frame.querySelector(".map-message");
  if (!box) {
    box = frame.appendChild(document.createElement("div"));
    box.className = "map-message";
    box.setAttribute("role", "status");
  }
  box.textContent = text;
  box.hidden = !text;
  box.classList.toggle("quiet", quiet);
  if (!retry) return;
  const button = box.appendChild(document.createElement("button"));
  button.textContent = retry.label;
  button.onclick = retry.again;
}
