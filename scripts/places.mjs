// Writes a directory of places that do not exist, to measure imports: node scripts/places.mjs 5000 20000 FOLDER
// makes FOLDER/structures.json and FOLDER/services.json (data.inclusion, schema v1), spread over the communes of the Val-de-Marne.
import { createWriteStream, readFileSync } from "node:fs";
import { once } from "node:events";

const [structures, services, folder] = process.argv.slice(2);
const table = readFileSync(new URL("../server/src/geography/communes.csv", import.meta.url), "utf8").split("\n");
const communes = table.map((line) => line.split(";")).filter(([insee, , , , whole]) => insee.startsWith("94") && whole === "");
const networks = ["ccas-cias", "caf", "cpam", "france-travail", "mission-locale", "maisons-des-solidarites", "points-justice", "mdph"];
const topics = ["numerique--acceder-a-des-services-en-ligne", "equipement-et-alimentation--alimentation", "mobilite--preparer-un-permis"];
const pick = (list, at) => list[at % list.length];

const write = async (name, count, row) => {
  const out = createWriteStream(`${folder}/${name}.json`);
  for (let at = 0; at < count; at += 1) {
    const line = `${at === 0 ? "[" : ","}\n${JSON.stringify(row(at))}`;
    if (!out.write(line)) await once(out, "drain");
  }
  out.end("\n]\n");
  await once(out, "finish");
};

await write("structures", Number(structures), (at) => {
  const [insee, commune, postcodes] = pick(communes, at);
  return {
    source: "essai", id: `essai--structure-${at}`, nom: `Lieu fictif ${at}`, date_maj: "2026-10-01",
    description: "Lieu inventé pour mesurer. ".repeat(20), commune, adresse: `${at} rue de l’Essai`, code_postal: postcodes.split(" ")[0],
    code_insee: insee, longitude: 2.3 + 0.0002 * (at % 1000), latitude: 48.7 + 0.0002 * (at % 777), telephone: "+33199000000",
    horaires_accueil: "Mo-Fr 09:00-12:00,14:00-17:00; PH off", reseaux_porteurs: [pick(networks, at)],
  };
});
await write("services", Number(services), (at) => ({
  source: "essai", structure_id: `essai--structure-${at % Number(structures)}`, id: `essai--service-${at}`, nom: `Service fictif ${at}`,
  description: "Service inventé pour mesurer. ".repeat(20), date_maj: "2026-10-01", type: "accompagnement", thematiques: [pick(topics, at)],
  publics: ["tous-publics"], zone_eligibilite: [at % 3 === 0 ? "94" : pick(communes, at)[0]], mobilisable_par: ["usagers"],
  modes_mobilisation: ["se-presenter"], modes_accueil: ["en-presentiel"],
}));
