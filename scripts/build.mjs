/* Builds the bundles of the page: `node build.mjs`, or with `--check` tells which is not what the
   sources give. What they hold of others stands in bundled.json, with its licence.

   first.js stands in the page itself and draws the first picture of the map; page.js is all else;
   grid.js is loaded with the grid of all rows of the table, pair.js with a second map.
   Modules that both need, and the state that they keep, are in the first one only: it hands them on
   as window.nplv_geo.shared, and in the second one their imports read that. */

import { readFile, writeFile } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const ASSETS = resolve(HERE, "../assets");
const SHARED = "window.nplv_geo.shared";
const OPTIONS = {
  absWorkingDir: HERE,
  bundle: true,
  format: "iife",
  target: "es2022",
  minify: true,
  legalComments: "none",
  charset: "utf8",
  write: false,
  metafile: true,
  logLevel: "error",
};
const HEAD = "/* Built from scripts/src by `npm run build` in scripts/. */\n";

/* Modules that an entry is made of, by their path from here. */
async function listModules(entry) {
  const { metafile } = await build({ ...OPTIONS, entryPoints: [entry] });
  return Object.keys(metafile.inputs);
}

/* The first bundle: shared modules first, so that a picture that fails takes nothing with it. */
function handOn(shared) {
  const imports = shared.map((path, i) => `import * as module${i} from "./${path}";`);
  const names = shared.map((path, i) => `"${path}": module${i}`);
  return {
    name: "hand-on",
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^nplv:shared$/ }, ({ path }) => ({ path, namespace: "nplv" }));
      onLoad({ filter: /.*/, namespace: "nplv" }, () => ({
        contents: [...imports, `window.nplv_geo = { ${SHARED.split(".").at(-1)}: { ${names.join(", ")} } };`].join("\n"),
        resolveDir: HERE,
      }));
    },
  };
}

/* In the second bundle a shared module is what the first one handed on. */
function readShared(shared) {
  return {
    name: "read-shared",
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir }) => {
        const name = relative(HERE, resolve(resolveDir, path));
        return shared.includes(name) ? { path: name, namespace: "shared" } : undefined;
      });
      onLoad({ filter: /.*/, namespace: "shared" }, ({ path }) => ({ contents: `module.exports = ${SHARED}["${path}"];` }));
    },
  };
}

async function bundle() {
  const [first, page] = await Promise.all(["src/first.js", "src/page.js"].map(listModules));
  const plugins = [readShared(first.filter((path) => page.includes(path)))];
  const second = await build({ ...OPTIONS, entryPoints: ["src/page.js"], plugins });
  // What only shared modules import need not be handed on.
  const [{ inputs }] = Object.values(second.metafile.outputs);
  const shared = Object.keys(inputs).flatMap((path) => path.split(/^shared:/).slice(1)).sort();
  const stdin = { contents: 'import "nplv:shared"; import "./src/first.js";', resolveDir: HERE };
  const made = await build({ ...OPTIONS, stdin, plugins: [handOn(shared)] });
  const [grid, pair] = await Promise.all(["src/grid.js", "src/pair.js"].map((entry) => build({ ...OPTIONS, entryPoints: [entry] })));
  return new Map([["first.js", made], ["page.js", second], ["grid.js", grid], ["pair.js", pair]]);
}

/* Packages of others of which something is in a bundle: what esbuild left out does not count. */
async function listBundled(bundles) {
  const places = new Map();
  for (const [asset, { metafile }] of bundles) {
    for (const { inputs } of Object.values(metafile.outputs)) {
      for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
        const name = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
        if (name && bytesInOutput) places.set(name, (places.get(name) ?? new Set()).add(asset));
      }
    }
  }
  const told = [...places].sort().map(async ([name, files]) => {
    const { version, license } = JSON.parse(await readFile(resolve(HERE, "node_modules", name, "package.json"), "utf8"));
    return { name, version, license, in: [...files].sort().join(", ") };
  });
  return `${JSON.stringify(await Promise.all(told), null, 1)}\n`;
}

const isCheck = process.argv.includes("--check");
const bundles = await bundle();
const files = [...bundles].map(([name, { outputFiles: [file] }]) => [resolve(ASSETS, name), HEAD + file.text]);
for (const [path, text] of [...files, [resolve(HERE, "bundled.json"), await listBundled(bundles)]]) {
  if (!isCheck) await writeFile(path, text);
  else if ((await readFile(path, "utf8").catch(() => null)) !== text) {
    console.error(`${relative(resolve(HERE, ".."), path)} is not what scripts/src gives: run \`npm run build\` in scripts/`);
    process.exitCode = 1;
  }
}
