/* The view that the page came with: what `/view` would answer to the same query, or null on a page
   of another kind. */

const told = document.querySelector(".first-answer");

/** @type {View | null} */
export const firstAnswer = told && JSON.parse(told.textContent ?? "");

/** Query that it answers: the reader may have gone on since. */
export const firstQuery = window.location.search;
