/* Files to take along are asked for by the page itself: it tells how far each is, and can stop it.
   Without this script, or with a key held down, a link is a link. */

import { at } from "./address.js";
import { takesOver } from "./click.js";
import { addLine, readWords } from "./making-line.js";

/** @import { Line } from "./making-line.js" */

const LINK = `a[href^="${at("/export/")}"]`;
const TICKETS = at("/export/bon/");
const POLL_MS = 700;
const DONE_MS = 6000;

/** What the server said of a file that it doesn't make, in a sentence. */
class Refusal extends Error {}

document.addEventListener("click", (event) => {
  /** @type {HTMLAnchorElement | null} */
  const link = takesOver(event) ? event.target.closest(LINK) : null;
  if (!link) return;
  event.preventDefault();
  make(link.href, link.getAttribute("aria-label") ?? link.textContent);
});

/**
 * @param {string} href
 * @param {string} name
 */
async function make(href, name) {
  const words = readWords(name);
  const line = addLine(name, words);
  const ticket = crypto.getRandomValues(new Uint32Array(4)).join("-");
  const ending = new AbortController();
  line.setButton(words.stop, () => {
    ending.abort();
    fetch(TICKETS + ticket, { method: "DELETE" }).catch(() => {});
  });
  const timer = setInterval(() => follow(ticket, line), POLL_MS);
  try {
    const file = await fetchFile(href, ticket, ending.signal);
    save(file);
    line.end(words.done.replace("{file}", file.name));
    setTimeout(line.remove, DONE_MS);
  } catch (error) {
    const isStopped = ending.signal.aborted;
    line.end(isStopped ? words.stopped : error instanceof Refusal ? error.message : words.failed);
    line.setButton(words.close, line.remove);
    if (isStopped) setTimeout(line.remove, DONE_MS);
  } finally {
    clearInterval(timer);
  }
}

/**
 * @param {string} href
 * @param {string} ticket
 * @param {AbortSignal} signal
 */
async function fetchFile(href, ticket, signal) {
  const answer = await fetch(href, { headers: { "X-Bon": ticket }, signal });
  if (!answer.ok) throw new Refusal(await answer.text());
  const name = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1];
  if (!name) throw new Error("a file without a name");
  return new File([await answer.blob()], name);
}

/**
 * How many files go before this one.
 * @param {string} ticket
 * @param {Line} line
 */
async function follow(ticket, line) {
  const answer = await fetch(TICKETS + ticket).catch(() => null);
  if (answer?.status !== 200) return;
  const { before } = await answer.json();
  line.showWait(before);
}

/** @param {File} file */
function save(file) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), DONE_MS);
}
