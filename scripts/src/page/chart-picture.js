/* A chart as a file. A picture on its own can't use the letters of the page, so it carries them. */

import { addFont, readSvg } from "../pure/picture.js";
import { at } from "./address.js";

const LETTERS = at("/assets/fonts/source-sans-3.woff2");
const SCALE = 2; // points of a PNG to a pixel: sharp on paper and on slides

/**
 * Draws a figure, and saves it as a file.
 * @param {import("../pure/picture.js").Figure} figure
 * @param {{ width: number, height: number, font: { family: string, weights: string } }} look sizes in pixels
 * @param {string} name
 * @param {"png" | "svg"} format
 */
export async function savePicture(figure, { font, ...size }, name, format) {
  const [drawn, letters] = await Promise.all([
    window.Plotly.toImage(figure, { format: "svg", ...size }),
    readAsUrl(LETTERS),
  ]);
  const svg = addFont(readSvg(drawn), { ...font, file: letters });
  const isDrawing = format === "svg";
  saveFile(isDrawing ? new Blob([svg], { type: "image/svg+xml" }) : await paint(svg, size), name);
}

/** @param {string} address */
async function readAsUrl(address) {
  const content = await (await fetch(address)).blob();
  return new Promise((/** @type {(url: string) => void} */ resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(content);
  });
}

/**
 * @param {string} svg
 * @param {{ width: number, height: number }} size
 * @returns {Promise<Blob>}
 */
async function paint(svg, { width, height }) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: width * SCALE, height: height * SCALE });
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
  });
}

/**
 * @param {Blob} content
 * @param {string} name
 */
function saveFile(content, name) {
  const link = document.createElement("a");
  Object.assign(link, { href: URL.createObjectURL(content), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
}
