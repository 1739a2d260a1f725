/* Made from the models in Python by `make contracts`; not to be changed by hand. */

/** Everything above the cards. */
interface View {
  /** Edition that the answer is of; both answers must be of the same one. */
  readonly edition: string;
  /** Part of the page that is in sight on a small screen. */
  readonly part: string;
  /** Title of the document. */
  readonly title: string;
  readonly search: SearchWords;
  readonly compare: FieldWords;
  /** Dash components: the background map, or nothing. */
  readonly background: unknown[];
  readonly map: MapModel;
  /** HTML by the id of the element that it goes into. */
  readonly parts: Record<string, string>;
  /** Null where the page shows the map. */
  readonly trend: TrendChart | null;
  /** Null where the page shows one layer. */
  readonly scatter: TrendChart | null;
  /** Null where the table is its first rows as text. */
  readonly grid: Grid | null;
  /** Null where the page shows one map. */
  readonly second: Second | null;
}

/** Words of the field for searching. */
interface SearchWords {
  /** What the field is for, to screen readers. */
  readonly label: string;
  /** What stands in the empty field. */
  readonly placeholder: string;
  /** The same where there is room, on the start page. */
  readonly long_placeholder: string;
}

/** Words of a field that lists areas. */
interface FieldWords {
  /** What the field is for, to screen readers. */
  readonly label: string;
  /** What stands in the empty field. */
  readonly placeholder: string;
}

/** One map: shapes by address, and per area a class and a few words. */
interface MapModel {
  /** Names the set of shapes: while it stays, areas only change colour. */
  readonly key: string;
  /** Files of shapes (docs/formats.md). */
  readonly files: string[];
  /** Shapes for who comes close. */
  readonly finer: FinerIndex | FinerFiles | null;
  /** File of shapes and the area in it that gets a firm line. */
  readonly outline: [string, string] | null;
  /** Address of the outline of the country, GeoJSON. */
  readonly country: string | null;
  /** Null when `areas` tells all that is shown. */
  readonly figures: MapFigures | null;
  /** By code: class number (-1 for none), value in words, note; beside `figures` only areas of which these differ from the file. */
  readonly areas: Record<string, [number, string, string]>;
  /** Areas that have no shape on this map. */
  readonly circles: MapCircle[];
  /** Rules by which circles and names give way. */
  readonly placing: CirclePlacing;
  /** Names of the circles by code. */
  readonly names: Record<string, string>;
  /** CSS colour of each class number. */
  readonly colours: string[];
  /** Area that fills the map. */
  readonly place: string;
  /** Area inside it with a bright ring. */
  readonly chosen: string | null;
  /** Link to the place around it. */
  readonly up: string | null;
  /** Latitude and longitude of the south-west and north-east corner. */
  readonly bounds: [[number, number], [number, number]] | null;
  /** Whether the outline is drawn by us. */
  readonly schematic: boolean;
  /** Whether areas are too small for a white line. */
  readonly specks: boolean;
  /** Whether gemeenten stand faintly below circles. */
  readonly silent_gemeenten: boolean;
  /** Name of the layer. */
  readonly layer: string;
  /** Language of all words here. */
  readonly language: "nl" | "en";
  /** By code, for the tooltip: name and value of another area. */
  readonly references: Record<string, [string, string]>;
  /** Link to an area; `__area__` stands for its code. */
  readonly href: string;
  /** What a screen reader says of the map. */
  readonly label: string;
  readonly words: MapWords;
  /** Link that compares with an area too; `__area__` stands for its code. */
  readonly pin: string;
  /** By code of an area that is compared with: link that takes it away. */
  readonly pinned: Record<string, string>;
  /** Whether areas without a colour let a background map through. */
  readonly on_background: boolean;
  /** Inhabitants of the areas; null where not known. */
  readonly people: MapPeople | null;
  /** Address of `SmallLines`, for who points at an area; null for none. */
  readonly lines: string | null;
  /** File of gemeenten to show palely, and the one that is no neighbour. */
  readonly around: [string, string] | null;
  /** What two layers together tell; null for one layer. */
  readonly also: MapAlso | null;
  /** Which areas are named; null where none are. */
  readonly naming: MapNaming | null;
  /** Class number (-1 for none) of the areas that stand out; else null. */
  readonly lit: number | null;
}

/** Finer shapes by place: a file tells which files there are. */
interface FinerIndex {
  /** An index of shapes (docs/formats.md). */
  readonly index: string;
}

/** Finer shapes of a few gemeenten. */
interface FinerFiles {
  /** Address of a file of shapes, and its west, south, east and north. */
  readonly files: [string, [number, number, number, number]][];
}

/** Where the figures of all areas of a level are, when they do not travel along. */
interface MapFigures {
  /** A file of values (docs/formats.md). */
  readonly url: string;
  /** Which classes of that file are shown. */
  readonly scheme: string;
  /** Classes that the file has not, a character an area: around another reference, or of figures as they were published. */
  readonly classes: string | null;
  /** A sentence for each word of `reason`. */
  readonly reasons: Record<string, string>;
  /** A sentence for each word of `status`. */
  readonly statuses: Record<string, string>;
  /** What is written behind a value. */
  readonly sign: string;
  /** What is written where there is no value. */
  readonly none: string;
  /** Whether a value above nothing has a plus before it: a change. */
  readonly is_signed: boolean;
}

/** An area that is drawn as a circle. */
interface MapCircle {
  /** Code or name of an area. */
  readonly code: string;
  /** Degrees north. */
  readonly lat: number;
  /** Degrees east. */
  readonly lon: number;
  /** Radius in CSS pixels on a wide map. */
  readonly r: number;
}

/** Rules for placing circles and their names; lengths in pixels of the screen. */
interface CirclePlacing {
  readonly rounds: number;
  readonly homing: number;
  readonly gap: number;
  readonly clearance: number;
  readonly step: number;
  readonly margin: number;
  readonly distances: number[];
  readonly directions: [number, number][];
}

/** Sentences that the map may need, in the language of the page. */
interface MapWords {
  /** That the map could not be loaded. */
  readonly load_failed: string;
  /** On the button to try again. */
  readonly retry: string;
  /** While shapes are on their way. */
  readonly loading: string;
  /** That there is nothing to draw. */
  readonly no_shapes: string;
  /** That the background map can't be reached. */
  readonly tiles: string;
  /** On the button to see less, larger. */
  readonly zoom_in: string;
  /** On the button to see more, smaller. */
  readonly zoom_out: string;
}

/** How many people live in each area. */
interface MapPeople {
  /** A file of values, for when the map is in use; else null. */
  readonly url: string | null;
  /** Of the first of `areas`, in their order; null beside a file. */
  readonly counts: (number | null)[] | null;
  /** Number below which an area is marked; 0 marks none. */
  readonly few: number;
  /** What the number is of. */
  readonly label: string;
  /** What is said of an area that is marked. */
  readonly note: string;
  /** Sign behind the name of such an area. */
  readonly mark: string;
}

/** A second value of each area, beside the one that all else is about. */
interface MapAlso {
  /** What it is of. */
  readonly label: string;
  /** By code: the value in words; empty beside a file. */
  readonly values: Record<string, string>;
  /** A file with them, for when the map is in use. */
  readonly figures: MapFigures | null;
  /** Each class number in words. */
  readonly classes: string[];
}

/** Names on the map; lengths in pixels of the screen. */
interface MapNaming {
  /** Areas, the most important first. */
  readonly codes: string[];
  /** Areas with the mark of few inhabitants. */
  readonly few: string[];
  /** How many of the first may stick out of their area. */
  readonly needed: number;
  /** Heights to try, as shares of that of the area from below. */
  readonly heights: number[];
  /** Places beside the middle to try, as shares of the width there. */
  readonly shifts: number[];
  /** Width of the smallest area that has a name. */
  readonly least: number;
  /** Least distance to the side of the map. */
  readonly margin: number;
}

/** Chart of the development of the layer, or scatter of two. */
interface TrendChart {
  /** The chart in words, for screen readers. */
  readonly label: string;
  /** Dash component that draws the chart. */
  readonly graph: unknown;
  /** Figure of Plotly, which the component is given apart. */
  readonly figure: Record<string, unknown>;
}

/** The table as a grid of all its rows, which come by an address of their own. */
interface Grid {
  /** Address of the rows: equal for equal rows. */
  readonly rows: string;
  /** Dash component of the grid, without its rows. */
  readonly component: unknown;
  /** What may change while the rows stay: links, and the chosen area. */
  readonly context: Record<string, string | null>;
  /** Column of the order; with `-` from high to low. */
  readonly sort: string;
  /** Link to each order. */
  readonly sorts: Record<string, string>;
  /** While script and rows are on their way. */
  readonly loading: string;
  /** That the grid could not be loaded. */
  readonly failed: string;
  /** On the button to try again. */
  readonly retry: string;
}

/** The map beside the first one. */
interface Second {
  /** Dash component of the map: the same each time. */
  readonly component: unknown;
  readonly map: MapModel;
  /** Dash components: its background map, or nothing. */
  readonly background: unknown[];
}

/** The cards of all themes with their charts, and what lies beside the area. */
interface Below {
  /** Edition that the answer is of; both answers must be of the same one. */
  readonly edition: string;
  /** Chart of each theme by its id. */
  readonly charts: Record<string, CardChart>;
  /** Template of Plotly for the figures of all charts, sent once. */
  readonly template: Record<string, unknown>;
  /** HTML by the id of the element that it goes into. */
  readonly parts: Record<string, string>;
}

/** Chart of the marks of one theme. */
interface CardChart {
  /** Numbers of rows, as the styles read them. */
  readonly style: Record<string, number>;
  /** Dash component that draws the chart. */
  readonly graph: unknown;
  /** Figure of Plotly, which the component is given apart. */
  readonly figure: Record<string, unknown>;
}

/** All rows of a grid, by column: what is sorted by, and what is read. */
interface GridRows {
  /** Edition that the rows are of. */
  readonly edition: string;
  /** Code of the area of each row. */
  readonly codes: string[];
  /** By field a cell for each row: `waarde` is the number as it is shown, `waarde_text` how it is written, `waarde_order` by what it is sorted, each null where there is none; `colour` is a CSS colour or null. */
  readonly cells: Record<string, (string | number | null)[]>;
}

/** Values of all areas of a map through the years, for a small line in the tooltip. */
interface SmallLines {
  /** Code of each area; null where they stand in the order of the shapes. */
  readonly codes: string[] | null;
  /** What the line is. */
  readonly label: string;
  /** Year of each period, oldest first. */
  readonly years: number[];
  /** Each year with what must be known of it, in words. */
  readonly said: string[];
  /** Whether the publisher may still change the period. */
  readonly provisional: boolean[];
  /** Digits behind the comma of the values. */
  readonly decimals: number;
  /** What is written behind a value. */
  readonly sign: string;
  /** Least height of the axis, in steps of the last decimal: half of the areas lie within it, so that what is little beside it looks little. */
  readonly span: number;
  /** For each period the value of each area in steps of the last decimal; null where there is none that may be compared. */
  readonly values: ((number | null)[])[];
}

/** Outlines of areas on a grid, as steps from point to point. */
interface PackedShapes {
  /** Version of the form of these files. */
  readonly format: 1;
  /** West, south, step of longitude and step of latitude, in degrees. */
  readonly grid: [number, number, number, number];
  /** Code of each area. */
  readonly codes: string[];
  /** Name of each area. */
  readonly names: string[];
  /** Polygons of each area. */
  readonly polygons: number[];
  /** Rings of each polygon, the outer one first. */
  readonly rings: number[];
  /** Points of each ring, without the closing one. */
  readonly points: number[];
  /** Steps east of each point from the one before; the first of a ring from the first of the ring before. */
  readonly x: number[];
  /** Steps north of each point, likewise. */
  readonly y: number[];
}

/** Which files of finer shapes there are, and where on the map. */
interface ShapesIndex {
  /** Version of the form of these files. */
  readonly format: 1;
  /** Address of each, and its west, south, east and north in degrees. */
  readonly files: [string, [number, number, number, number]][];
}

/** Values of one layer and period for all areas of a level that have a shape. */
interface PackedValues {
  /** Version of the form of these files. */
  readonly format: 1;
  /** Digits behind the comma of the values. */
  readonly decimals: number;
  /** In steps of the last decimal, in the order of the shapes. */
  readonly values: (number | null)[];
  /** Pairs of `status` and `reason` that occur. */
  readonly kinds: [string, string][];
  /** A character an area: `a` for the first of `kinds`, and so on. */
  readonly kind: string;
  /** By scheme a character an area: its class number, `-` for none. */
  readonly classes: Record<string, string>;
}
