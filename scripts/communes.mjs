// From the files of @etalab/decoupage-administratif to the two tables that the binary embeds. Called by scripts/communes.
import { readFileSync, writeFileSync } from "node:fs";

const [data, out] = process.argv.slice(2);
const read = (name) => JSON.parse(readFileSync(`${data}/${name}.json`, "utf8"));

const groups = [...read("epci"), ...read("ept")];
const groupsOf = new Map();
for (const group of groups) {
  for (const member of group.membres) {
    groupsOf.set(member.code, [...(groupsOf.get(member.code) ?? []), group.code]);
  }
}

const lines = [];
const current = new Set();
const communes = read("communes");
for (const c of communes.filter((c) => c.type === "commune-actuelle")) {
  current.add(c.code);
  lines.push([c.code, c.nom, (c.codesPostaux ?? []).join(" "), (groupsOf.get(c.code) ?? []).join(" "), ""]);
}
// A part of a commune, or a commune that merged: its last column says where it is now.
for (const c of communes.filter((c) => c.type !== "commune-actuelle")) {
  lines.push([c.code, c.nom, (c.codesPostaux ?? []).join(" "), "", c.commune ?? c.chefLieu]);
}
// Codes alone, of communes whose name is kept nowhere. Those that a commune left when its département was cut up in 1968 or
// 1976 are dropped: 75001 was once Alfortville, and is now everybody's postcode.
const known = new Set(communes.map((c) => c.code));
for (const c of communes.filter((c) => c.type === "commune-actuelle")) {
  for (const code of c.anciensCodes ?? []) {
    const cut = ["75", "78", "20"].some((old) => code.startsWith(old) && !c.code.startsWith(old));
    if (!cut && !known.has(code)) {
      known.add(code);
      lines.push([code, "", "", "", c.code]);
    }
  }
}
lines.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[4] < b[4] ? -1 : a[4] > b[4] ? 1 : a[1] < b[1] ? -1 : 1));
for (const line of lines) {
  if (line.some((cell) => /[;"\n]/.test(cell))) throw new Error(`a cell can not be written: ${line}`);
  if (line[4] && !current.has(line[4])) throw new Error(`${line[0]} leads to ${line[4]}, which is no commune`);
}
const header = "insee;nom;codes_postaux;intercommunalites;rattachee_a";
writeFileSync(`${out}/communes.csv`, `${[header, ...lines.map((line) => line.join(";"))].join("\n")}\n`);

const territories = [...read("departements").map((d) => [d.code, d.nom]), ...groups.map((g) => [g.code, g.nom])];
writeFileSync(`${out}/territoires.csv`, `${["code;nom", ...territories.map((line) => line.join(";"))].join("\n")}\n`);
