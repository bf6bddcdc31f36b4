//! The reference households (`tests/households/households.json`), said in the words of the catalogue.
//!
//! A household is told there as in the reference: net monthly incomes over the twelve months before November 2026,
//! one number or twelve. What the translation supposes is written where it supposes it.

#![expect(
    clippy::float_arithmetic,
    clippy::string_slice,
    reason = "the reference writes its amounts as JSON numbers; towns are five ASCII characters"
)]

use rules::{Catalogue, Situation, evaluate};
use serde_json::{Map, Value as Json, json};

/// The sources of income of the reference, and ours.
const SOURCES: [(&str, &str); 7] = [
    ("salaire_net", "salaire"),
    ("revenu_independant", "independant"),
    ("chomage_net", "are"),
    ("indemnites_journalieres", "ij"),
    ("pension_invalidite", "pension_invalidite"),
    ("retraite_nette", "retraite"),
    ("pension_alimentaire_recue", "pension_alimentaire"),
];

/// The twelve months before November 2026.
const MONTHS: [&str; 12] = [
    "2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06",
    "2026-07", "2026-08", "2026-09", "2026-10",
];

/// Net to taxable salary: CSG and CRDS that are not deductible (2,9 % of 98,25 % of the gross), over the net.
const TAXABLE: f64 = 1.035_994;

/// 13,6 % of the yearly ceiling of social security of 2024 (46 368 €): who earned it worked that year.
const WORKED: f64 = 6306.0;

/// Every household of the file.
pub fn all() -> Vec<Household> {
    let told: Vec<Json> =
        serde_json::from_str(include_str!("../households/households.json")).unwrap();
    told.into_iter().map(Household).collect()
}

/// One household as the reference tells it.
pub struct Household(pub Json);

impl Household {
    pub fn id(&self) -> &str {
        self.0["id"].as_str().unwrap()
    }

    pub fn label(&self) -> &str {
        self.0["label"].as_str().unwrap()
    }

    /// The reference's own warnings: what should not be compared.
    pub fn warnings(&self) -> Vec<&str> {
        let list = self.0["avertissements"].as_array();
        list.map_or_else(Vec::new, |list| {
            list.iter().filter_map(Json::as_str).collect()
        })
    }

    /// What the reference computes for a right: `Null` when it could not.
    pub fn expected(&self, right: &str) -> &Json {
        &self.0["attendu"][right]
    }

    fn of_role(&self, role: &str) -> Vec<&Json> {
        let people = self.0["personnes"].as_array().unwrap();
        people.iter().filter(|one| one["role"] == role).collect()
    }

    /// The household in the words of the catalogue: everything asked was answered, nothing is received but
    /// what the reference says is.
    pub fn situation(&self, catalogue: &Catalogue) -> Situation {
        let told = self.told(catalogue);
        Situation::from_json(catalogue, &told)
            .unwrap_or_else(|faults| panic!("{} : {faults:?}", self.id()))
    }

    fn told(&self, catalogue: &Catalogue) -> Json {
        let mut told = self.but_year(catalogue);
        let family = self.family_benefits(catalogue, &told);
        let year = self.incomes_over_a_year();
        told["ressources_12_mois"] = json!(cents(year + family));
        told
    }

    /// What the family benefits of the year came to: those the reference finds today, but before a birth those of
    /// the children already there.
    fn family_benefits(&self, catalogue: &Catalogue, told: &Json) -> f64 {
        let rights = [
            ("af", "allocations-familiales"),
            ("cf", "complement-familial"),
            ("asf", "asf"),
        ];
        let children = told["enfants"].as_array().unwrap();
        let born = |month: &str| -> Vec<Json> {
            let born = |child: &&Json| child["naissance"].as_str().unwrap()[..7] <= *month;
            children.iter().filter(born).cloned().collect()
        };
        let of_month = |month: &str| -> f64 {
            let there = born(month);
            if there.len() == children.len() {
                let today =
                    |right: &(&str, &str)| self.expected(right.0)["m"].as_f64().unwrap_or(0.0);
                return rights.iter().map(today).sum();
            }
            let mut then = told.clone();
            then["enfants"] = there.into();
            let situation = Situation::from_json(catalogue, &then).unwrap();
            let evaluation = evaluate(catalogue, &situation, "2026-11-15".parse().unwrap());
            let given = |right: &(&str, &str)| {
                let amount = evaluation.finding(right.1).and_then(|found| found.amount);
                amount.map_or(0.0, |amount| amount.range.lo as f64 / 100.0)
            };
            rights.iter().map(given).sum()
        };
        MONTHS.iter().map(|month| of_month(month)).sum()
    }

    /// Everything but the total of the year.
    fn but_year(&self, catalogue: &Catalogue) -> Json {
        let person = self.of_role("demandeur")[0];
        let partner = self.of_role("conjoint").first().copied();
        let children = self.of_role("enfant");
        let mut told = self.adult(person);
        told.extend(self.alone(person));
        told.extend(self.home());
        told.extend(self.money(person, partner));
        told.insert(
            "enfants".to_owned(),
            children
                .iter()
                .map(|child| self.child(child, person, children.len()))
                .collect(),
        );
        told.insert("enfants_complet".to_owned(), json!(true));
        match partner {
            Some(partner) => told.insert("conjoint".to_owned(), self.adult(partner).into()),
            None => told.insert("conjoint_existe".to_owned(), json!(false)),
        };
        told.insert("recu".to_owned(), self.receipts(catalogue));
        told.into()
    }

    fn adult(&self, told: &Json) -> Map<String, Json> {
        let activity = told["activite"].as_str().unwrap();
        let works = matches!(activity, "emploi" | "independant");
        let salaries: f64 = over_a_year(told, &["salaire_net", "revenu_independant"]);
        let unemployment: f64 = over_a_year(told, &["chomage_net"]);
        let still_paid = current(told, "chomage_net") > 0.0;
        let rate = told["taux_incapacite"].as_f64();
        let mut facts = object(json!({
            "date_naissance": told["naissance"],
            "enceinte": told["enceinte"] == true,
            "nationalite": match told["nationalite"].as_str() {
                Some("fr") => "francaise",
                Some("ue") => "ue",
                _ => "autre",
            },
            "titre_sejour": self.permit(told),
            "titre_travail_depuis": years_ago(told["titre_sejour_annees"].as_f64().unwrap_or(0.0)),
            "sans_titre_3_mois": true,
            // A European who neither works nor looks for work is taken to have lived here for five years.
            "europeen_situation": match activity {
                "emploi" | "independant" => "travaille",
                "chomage" => "a_travaille",
                "etudiant" => "etudiant",
                _ => "cinq_ans",
            },
            "presence_3_mois": told["presence_france_mois"].as_f64().unwrap_or(4.0) > 3.0,
            "absences_longues": false,
            "activite": match activity {
                "emploi" => "salarie",
                "independant" => "independant",
                "chomage" => "chomage",
                "etudiant" => "etudes",
                "retraite" => "retraite",
                _ if told["pension_invalidite"].is_number() => "invalidite",
                _ => "au_foyer",
            },
            "recherche_emploi": activity == "chomage",
            "france_travail_inscrit": activity == "chomage",
            "are_epuisee": activity == "chomage" && !still_paid,
            "annees_travaillees_10_ans": if told["ass_5_ans_sur_10"] == true { 5 } else { 0 },
            "arrets_pour_enfants": 0,
            "mois_travailles_3_ans": if told["rsa_jeune_2_ans_sur_3"] == true { 36 } else { 0 },
            "revenus_arretes": stopped(told),
            "revenu_etudiant_suffisant": (8..11)
                .all(|month| monthly(told, "salaire_net", month) > 0.55 * 169.0 * 12.31),
            "pension_versee": 0,
            "salaires_12_mois": cents(salaries),
            "chomage_12_mois": cents(unemployment),
            "revenus_n2": cents(taxable_n2(told)),
            "travail_n2": n2(told, "salaire_net") * TAXABLE + n2(told, "revenu_independant") >= WORKED,
            "couverture_maladie": if self.0["sejour"].is_string() { "jamais" } else { "ouverts" },
            "complementaire": "aucune",
            "gene_durable": if rate.is_some() { vec!["travailler"] } else { vec![] },
            "taux_incapacite": rate_band(rate),
            "invalidite_categorie": if told["pension_invalidite"].is_number() {
                "categorie_1"
            } else {
                "aucune"
            },
            "inapte_travail": told["inapte_travail"] == true,
        }));
        if let Some(since) = told["chomage_depuis"].as_str() {
            facts.insert("france_travail_depuis".to_owned(), json!(since));
        }
        if works {
            facts.insert("france_travail_inscrit".to_owned(), json!(false));
        }
        facts
    }

    fn permit(&self, told: &Json) -> &'static str {
        match self.0["sejour"].as_str() {
            Some("irregulier") => "aucun",
            Some("demandeur_asile") => "demande_asile",
            _ if told["refugie"] == true => "protection",
            _ if told["activite"] == "etudiant" => "etudiant",
            _ => "carte_sejour",
        }
    }

    fn alone(&self, person: &Json) -> Map<String, Json> {
        // A recent separation was « less than eighteen months » ago, without a date: six months here.
        let separated = self.0["separation_recente"] == true;
        let mut facts = object(json!({
            "conjoint_ailleurs": false,
            "seul_situation": if separated { "separe" } else { "celibataire" },
            "soutien_parents": if person["habite_chez_parents"] == true {
                "sans_soutien"
            } else {
                "vit_ailleurs"
            },
            "rattache_parents": person["rattache_fiscal_parents"] == true,
            "declaration_propre_prevue": false,
            "boursier": person["boursier"] == true,
        }));
        if separated {
            facts.insert("separation_date".to_owned(), json!("2026-05-15"));
        }
        facts
    }

    fn child(&self, told: &Json, person: &Json, children: usize) -> Json {
        let alone = self.of_role("conjoint").is_empty();
        // The alimony the parent receives is for the children, in equal parts; without one, the other parent
        // can not pay: the reference opens the ASF to every parent alone.
        let alimony = current(person, "pension_alimentaire_recue") / count(children);
        json!({
            "naissance": told["naissance"],
            "a_charge": true,
            "garde_alternee": told["garde_alternee"] == true,
            "scolarite": match told["scolarite"].as_str() {
                Some("maternelle") => "maternelle",
                Some("primaire") => "elementaire",
                Some("college") => "college",
                Some("lycee") => "lycee",
                Some("superieur") => "superieur",
                Some("aucune") | None => "sans",
                Some(other) => panic!("{} : scolarité {other}", self.id()),
            },
            "enfant_salaire": cents(current(told, "salaire_net")),
            "enfant_sejour": "ne_en_france",
            "autre_parent": if alone || told["garde_alternee"] == true { "ailleurs" } else { "foyer" },
            "pension_situation": if alimony > 0.0 { "fixee_payee" } else { "hors_etat" },
            "pension_recue": cents(alimony),
            "enfant_difficultes": told["taux_incapacite"].is_number(),
            "enfant_taux_incapacite": rate_band(told["taux_incapacite"].as_f64()),
            "enfant_accompagnement": told["taux_incapacite"].is_number(),
            "enfant_complement": complement(told["aeeh_complement"].as_i64()),
        })
    }

    fn home(&self) -> Map<String, Json> {
        let home = &self.0["logement"];
        let town = home["commune"].as_str().unwrap();
        let status = match home["statut"].as_str().unwrap() {
            "hlm" => "locataire_hlm",
            "foyer" | "crous" => "foyer_residence",
            "sans_domicile" => "sans_abri",
            same => same,
        };
        object(json!({
            "departement": match &town[..2] {
                "75" | "77" | "78" | "91" | "92" | "93" | "94" | "95" => format!("d{}", &town[..2]),
                _ => "hors_idf".to_owned(),
            },
            "agglomeration": match town {
                "52121" | "15014" | "23096" => "autre",
                _ if matches!(&town[..2], "75" | "77" | "78" | "91" | "92" | "93" | "94" | "95") => {
                    "paris"
                }
                _ => "grande",
            },
            "logement_statut": status,
            "loyer": home["loyer"].as_f64().unwrap_or(0.0),
            "bail_au_nom": true,
            "bailleur_famille": false,
            "colocation": home["colocation"] == true,
            "pret_avant_2018": false,
            "pret_date": "2020-06-15",
            "pret_genre": "autre",
            "pret_mensualite": home["loyer"].as_f64().unwrap_or(0.0),
            "logement_problemes": [],
            "heberge_participe": home["participation_frais"] == true,
        }))
    }

    fn money(&self, person: &Json, partner: Option<&Json>) -> Map<String, Json> {
        let holders: Vec<(&str, &Json)> = [("personne", Some(person)), ("conjoint", partner)]
            .into_iter()
            .filter_map(|(holder, told)| Some((holder, told?)))
            .collect();
        let mut incomes = Vec::new();
        for (holder, told) in &holders {
            for (theirs, ours) in SOURCES {
                for (month, name) in MONTHS.iter().enumerate() {
                    incomes.push((*holder, ours, *name, monthly(told, theirs, month)));
                }
            }
        }
        let rsa = self.0["percu"]["rsa"].as_f64().unwrap_or(0.0);
        incomes.extend(MONTHS.map(|name| ("personne", "rsa", name, rsa)));
        // The children are on the tax notice of their parents.
        let taxed: f64 = holders
            .iter()
            .map(|(_, told)| net_taxable(told))
            .chain(self.of_role("enfant").into_iter().map(net_taxable))
            .sum();
        let complete: Map<String, Json> = holders
            .iter()
            .map(|(holder, _)| ((*holder).to_owned(), json!(MONTHS)))
            .collect();
        object(json!({
            "revenus": incomes
                .into_iter()
                .filter(|(.., amount)| *amount > 0.0)
                .map(|(holder, source, month, amount)| json!({
                    "titulaire": holder, "source": source, "mois": month, "montant": amount,
                }))
                .collect::<Vec<_>>(),
            "revenus_complets": complete,
            "revenu_fiscal_reference": cents(taxed),
            "imposition": "non_imposable",
            "declaration_faite": true,
            "epargne": holders
                .iter()
                .map(|(_, told)| told["epargne_livrets"].as_f64().unwrap_or(0.0))
                .sum::<f64>(),
            "bien_immobilier": false,
            "electricite_contrat": "a_son_nom",
        }))
    }

    /// The incomes of the adults over a year.
    fn incomes_over_a_year(&self) -> f64 {
        let every_source = SOURCES.map(|(theirs, _)| theirs);
        let adults = ["demandeur", "conjoint"].into_iter();
        let adults = adults.flat_map(|role| self.of_role(role));
        adults.map(|told| over_a_year(told, &every_source)).sum()
    }

    /// Nothing was ever asked for, but what the reference says is received.
    fn receipts(&self, catalogue: &Catalogue) -> Json {
        let mut receipts: Map<String, Json> = catalogue
            .rights()
            .iter()
            .map(|right| (right.id.clone(), json!("pas_demande")))
            .collect();
        if self.0["percu"]["rsa"].is_number() {
            receipts.insert("rsa-socle".to_owned(), json!("ouvert"));
        }
        receipts.into()
    }
}

/// The amount of one of the twelve months, from 0 (November 2025) to 11 (October 2026).
fn monthly(told: &Json, source: &str, month: usize) -> f64 {
    match &told[source] {
        Json::Array(months) => months[month].as_f64().unwrap(),
        one => one.as_f64().unwrap_or(0.0),
    }
}

/// The amount of November 2026: as said, else as in October, except the salary of who does not work any more
/// and the unemployment benefit of who is not unemployed.
fn current(told: &Json, source: &str) -> f64 {
    if let Some(said) = told[format!("{source}_mois_courant")].as_f64() {
        return said;
    }
    let ended = match source {
        "salaire_net" => told["activite"] != "emploi" && told["role"] != "enfant",
        "chomage_net" => told["activite"] != "chomage",
        _ => false,
    };
    if ended {
        0.0
    } else {
        monthly(told, source, 11)
    }
}

/// What came in over the twelve months before October 2026 (CCH R822-4, CSS R861-8): the first of them is not
/// told, and is taken to be like the second.
fn over_a_year(told: &Json, sources: &[&str]) -> f64 {
    let of_source = |source: &&str| -> f64 {
        let months: f64 = (0..11).map(|month| monthly(told, source, month)).sum();
        monthly(told, source, 0) + months
    };
    sources.iter().map(of_source).sum()
}

/// Incomes that were there in the months of reference and are not any more, with nothing instead.
fn stopped(told: &Json) -> Vec<&'static str> {
    let paid = |source| (8..12).any(|month| monthly(told, source, month) > 0.0);
    let gone = |source| paid(source) && current(told, source) == 0.0;
    let mut stopped = Vec::new();
    if gone("salaire_net") && current(told, "chomage_net") == 0.0 {
        stopped.push("salaire");
    }
    if gone("chomage_net") && current(told, "salaire_net") == 0.0 {
        stopped.push("are");
    }
    stopped
}

/// The net income of 2024 from one source: as said, else twelve times the mean of the last twelve months.
fn n2(told: &Json, source: &str) -> f64 {
    let mean: f64 = (0..12).map(|month| monthly(told, source, month)).sum();
    told["revenus_n2"][source].as_f64().unwrap_or(mean)
}

/// The taxable incomes of 2024, as the tax notice shows them. Incomes in November 2026 hold the place of those
/// of 2024: no household here had a wage above the ceiling of social security.
fn taxable_n2(told: &Json) -> f64 {
    let others: f64 = SOURCES[1..]
        .iter()
        .map(|(source, _)| n2(told, source))
        .sum();
    n2(told, "salaire_net") * TAXABLE + others
}

/// After the deduction of 10 % (none for the self-employed) and, from 65 on, of a sum for modest incomes (CGI
/// 157 bis, incomes of 2024): it stands in for the reference tax income.
fn net_taxable(told: &Json) -> f64 {
    let own = n2(told, "revenu_independant");
    let wages = taxable_n2(told) - own;
    let net = own + (wages - (0.1 * wages).max(504.0)).max(0.0);
    // The reference counts the age on the first day of the year.
    let old = told["naissance"].as_str().unwrap() < "1959-01-01";
    let off = match net {
        _ if !old => 0.0,
        modest if modest <= 17_510.0 => 2796.0,
        middling if middling <= 28_170.0 => 1398.0,
        _ => 0.0,
    };
    (net - off).max(0.0)
}

fn rate_band(rate: Option<f64>) -> &'static str {
    match rate {
        None => "non_evalue",
        Some(rate) if rate < 50.0 => "moins_de_50",
        Some(rate) if rate < 80.0 => "de_50_a_79",
        Some(_) => "au_moins_80",
    }
}

/// The complement of AEEH. The reference pays, for its levels 2 to 5, the complement of the category below: that
/// category is the one compared.
fn complement(level: Option<i64>) -> &'static str {
    match level {
        Some(1 | 2) => "categorie_1",
        Some(3) => "categorie_2",
        Some(4) => "categorie_3",
        Some(5) => "categorie_4",
        Some(6) => "categorie_6",
        _ => "aucun",
    }
}

/// The month that many years before November 2026.
fn years_ago(years: f64) -> String {
    let months = 2026 * 12 + 10 - (years * 12.0).round() as i32;
    format!("{}-{:02}-01", months / 12, months % 12 + 1)
}

fn cents(amount: f64) -> f64 {
    (amount * 100.0).round() / 100.0
}

fn count(children: usize) -> f64 {
    children.max(1) as f64
}

fn object(json: Json) -> Map<String, Json> {
    match json {
        Json::Object(object) => object,
        _ => Map::new(),
    }
}
