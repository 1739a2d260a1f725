import js from "@eslint/js";
import globals from "globals";

/* What bundles are made of runs in browsers; builds and tests run in Node. */
export default [
  { ignores: ["node_modules/", "coverage/"] },
  js.configs.recommended,
  {
    rules: {
      "no-var": "error",
      "prefer-const": "error",
      "eqeqeq": "error",
      "curly": ["error", "multi-line"],
      "no-shadow": "error",
      "no-restricted-globals": ["error", "name", "event", "status"],
      "consistent-return": "off",
      "max-lines": ["error", { max: 300, skipBlankLines: true }],
    },
  },
  { files: ["src/**/*.js"], languageOptions: { globals: globals.browser } },
  { files: ["*.mjs", "*.js", "tests/**/*.js"], languageOptions: { globals: globals.node } },
];
