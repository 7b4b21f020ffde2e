// Turns penguins.json of vega-datasets into the table penguins.csv:
//   npm pack vega-datasets@3.2.1 && tar xzf vega-datasets-3.2.1.tgz package/data/penguins.json
//   node penguins.mjs < package/data/penguins.json > penguins.csv
// Columns get short names and sexes small letters; null, and a sex that the source gives as ".", become an empty cell.
import { readFileSync } from "node:fs";

const columns = {
  species: "Species",
  island: "Island",
  bill_length_mm: "Beak Length (mm)",
  bill_depth_mm: "Beak Depth (mm)",
  flipper_length_mm: "Flipper Length (mm)",
  body_mass_g: "Body Mass (g)",
  sex: "Sex",
};
const cell = (name, value) =>
  value === null || value === "." ? "" : name === "sex" ? value.toLowerCase() : String(value);

console.log(Object.keys(columns).join(","));
for (const penguin of JSON.parse(readFileSync(0, "utf8"))) {
  console.log(Object.entries(columns).map(([name, source]) => cell(name, penguin[source])).join(","));
}
