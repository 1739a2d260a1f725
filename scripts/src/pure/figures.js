/* What each area of a model shows: a class number, its value in words, and a note.

   Of few areas the model tells it all. Of thousands it names a file (nplv_geo/build/browser/values.py)
   that is kept, so that another way of classing asks nothing of the server; of areas that the file
   can't tell all of, the model tells it. */

const NONE = "-";
const FIRST = "a".charCodeAt(0);
const MINUS = "\u2212";

/* { has, number, words } by area code; `shapes` gives the order of the file of values. */
export function figuresOf(model, shapes, file) {
  if (!model.figures) return told(model.areas);
  if (file.values.length !== shapes.codes.length) throw new Error(`${model.figures.url}: other areas`);
  return filed(model, file, shapes.place);
}

function told(areas) {
  return {
    has: (code) => code in areas,
    number: (code) => (code in areas ? areas[code][0] : null),
    words: (code) => [areas[code][1], areas[code][2]],
  };
}

const numberOf = (letter) => (letter === NONE ? -1 : Number(letter));

function filed(model, file, place) {
  const { classes, scheme, reasons, statuses, sign, none } = model.figures;
  const numbers = classes || file.classes[scheme];
  const format = new Intl.NumberFormat(model.language, {
    minimumFractionDigits: file.decimals, maximumFractionDigits: file.decimals, useGrouping: "always",
  });
  const written = (step) => (step === null ? none : format.format(step / 10 ** file.decimals).replace("-", MINUS) + sign);
  const notes = file.kinds.map(([status, reason]) => reasons[reason] || statuses[status]);
  const note = (i) => notes[file.kind.charCodeAt(i) - FIRST];
  const own = told(model.areas);
  return {
    has: (code) => place.has(code),
    number: (code) => (own.has(code) ? own.number(code) : numberOf(numbers[place.get(code)])),
    words: (code) => (own.has(code) ? own.words(code) : [written(file.values[place.get(code)]), note(place.get(code))]),
  };
}
