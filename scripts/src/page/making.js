/* Files to take along are asked for by the page itself: it tells how far each is, and can stop it.
   Without this script, or with a key held down, a link is a link. */

import { at } from "./address.js";

const LINK = `a[href^="${at("/export/")}"]`;
const TICKETS = at("/export/bon/");
const POLL_MS = 700;
const DONE_MS = 6000;
const WORDS = {
  nl: {
    label: "Bestanden", making: "wordt gemaakt", waiting: "wacht op de bestanden ervoor:",
    stop: "Stop", close: "Sluit", done: "Klaar:", stopped: "Gestopt.", failed: "Het bestand kwam niet aan.",
  },
  en: {
    label: "Files", making: "is being made", waiting: "waits for files before it:",
    stop: "Stop", close: "Close", done: "Ready:", stopped: "Stopped.", failed: "The file did not arrive.",
  },
};
const words = () => WORDS[document.documentElement.lang] || WORDS.nl;

document.addEventListener("click", (event) => {
  const link = event.target.closest(LINK);
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
  event.preventDefault();
  make(link.getAttribute("href"), link.getAttribute("aria-label") || link.textContent);
});

async function make(href, name) {
  const ticket = crypto.getRandomValues(new Uint32Array(4)).join("-");
  const ending = new AbortController();
  const line = added(name);
  line.button(words().stop, () => {
    ending.abort();
    fetch(TICKETS + ticket, { method: "DELETE" }).catch(() => {});
  });
  const timer = setInterval(() => follow(ticket, name, line), POLL_MS);
  try {
    const answer = await fetch(href, { headers: { "X-Bon": ticket }, signal: ending.signal });
    if (!answer.ok) throw new Error(await answer.text());
    const file = fileName(answer);
    save(await answer.blob(), file);
    line.end(`${words().done} ${file}`);
    setTimeout(line.remove, DONE_MS);
  } catch (error) {
    const isSentence = error.constructor === Error;
    line.end(ending.signal.aborted ? words().stopped : isSentence ? error.message : words().failed);
    line.button(words().close, line.remove);
    if (ending.signal.aborted) setTimeout(line.remove, DONE_MS);
  } finally {
    clearInterval(timer);
  }
}

async function follow(ticket, name, line) {
  const answer = await fetch(TICKETS + ticket).catch(() => null);
  if (!answer || answer.status !== 200) return;
  const { before } = await answer.json();
  line.tell(before ? `${name} ${words().waiting} ${before}` : `${name} ${words().making}`);
}

const fileName = (answer) => /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") || "")[1];

function save(content, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), DONE_MS);
}

/* One line for each file, in a corner that stays while the page goes on to another view. */
function added(name) {
  const box = corner().appendChild(document.createElement("div"));
  const bar = box.appendChild(document.createElement("progress"));
  const text = box.appendChild(document.createElement("span"));
  text.setAttribute("role", "status");
  let button = null;
  bar.setAttribute("aria-label", name);
  const line = {
    // The same words again would be read aloud again.
    tell: (said) => bar.isConnected && text.textContent !== said && (text.textContent = said),
    end(said) {
      bar.remove();
      text.textContent = said;
      if (button) button.remove();
    },
    button(label, press) {
      button = box.appendChild(document.createElement("button"));
      button.textContent = label;
      button.onclick = press;
    },
    remove: () => box.remove(),
  };
  line.tell(`${name} ${words().making}`);
  return line;
}

function corner() {
  const found = document.querySelector(".making");
  if (found) return found;
  const made = document.body.appendChild(document.createElement("section"));
  made.className = "making";
  made.setAttribute("aria-label", words().label);
  return made;
}
