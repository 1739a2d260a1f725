/* Title and language of the document follow the heading. */

new MutationObserver(() => {
  const heading = document.querySelector("#heading h1");
  const language = new URLSearchParams(window.location.search).get("taal") === "en" ? "en" : "nl";
  if (document.documentElement.lang !== language) document.documentElement.lang = language;
  const title = heading && `${heading.textContent} · Zicht op Wijken`;
  if (title && document.title !== title) document.title = title;
}).observe(document.documentElement, { childList: true, subtree: true, characterData: true });
