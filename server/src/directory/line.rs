//! A line of data.inclusion as it is kept: what is required, what is left out, what is refused.

use chrono::NaiveDate;

use super::{
    enums,
    fields::{Fields, Line, Refusal, Warning},
    older,
    record::{BY_HAND, Service, Structure},
};

/// A line that could be read, and what was left out of it.
pub type Read<T> = Result<(T, Vec<Warning>), Refusal>;

/// A structure.
pub fn structure(mut line: Line, today: NaiveDate) -> Read<Structure> {
    older::rename(&mut line);
    let mut fields = Fields::new(&line);
    let (id, source) = identity(&mut fields)?;
    let name = fields.name("nom")?;
    let updated_on = fields.day("date_maj", today)?;
    let (longitude, latitude) = fields.coordinates();
    let read = Structure {
        id,
        producer: source,
        name,
        updated_on,
        description: fields.long_text("description"),
        link: fields.web("lien_source"),
        siret: fields.code("siret", 14),
        town: fields.text("commune"),
        postcode: fields.code("code_postal", 5),
        insee: fields.code("code_insee", 5),
        address: fields.text("adresse"),
        address_more: fields.text("complement_adresse"),
        longitude,
        latitude,
        phone: fields.text("telephone"),
        email: fields.email("courriel"),
        website: fields.web("site_web"),
        hours: fields.text("horaires_accueil"),
        networks: fields.words("reseaux_porteurs", enums::NETWORKS),
        organisation: None,
        absent_since: None,
    };
    Ok((read, fields.warnings))
}

/// A service.
pub fn service(mut line: Line, today: NaiveDate) -> Read<Service> {
    older::rename(&mut line);
    let mut fields = Fields::new(&line);
    let (id, source) = identity(&mut fields)?;
    let structure_id = fields.id("structure_id")?;
    let name = fields.name("nom")?;
    let updated_on = fields.day("date_maj", today)?;
    let (longitude, latitude) = fields.coordinates();
    let read = Service {
        id,
        structure_id,
        producer: source,
        name,
        description: fields.long_text("description"),
        updated_on,
        kind: fields.word("type", enums::KINDS),
        topics: fields.words("thematiques", enums::TOPICS),
        publics: fields.words("publics", enums::PUBLICS),
        fees: fields.word("frais", enums::FEES),
        conditions: fields.long_text("conditions_acces"),
        insee: fields.code("code_insee", 5),
        longitude,
        latitude,
        phone: fields.text("telephone"),
        hours: fields.text("horaires_accueil"),
        welcomes: fields.words("modes_accueil", enums::WELCOMES),
        reached_by: fields.words("mobilisable_par", enums::REACHED_BY),
        zones: fields.words("zone_eligibilite", &[]),
        absent_since: None,
    };
    Ok((read, fields.warnings))
}

fn identity(fields: &mut Fields<'_>) -> Result<(String, String), Refusal> {
    let id = fields.id("id")?;
    let source = fields.id("source")?;
    if source == BY_HAND || id.starts_with(&format!("{BY_HAND}--")) {
        let reason = format!("« {BY_HAND} » is the source of what is added by hand");
        return Err(Refusal {
            field: "source",
            reason,
        });
    }
    Ok((id, source))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
    }

    fn line(more: Value) -> Line {
        let mut line = json!({
            "id": "dora--1", "source": "dora", "nom": "CCAS de Villejuif", "date_maj": "2026-10-01", "structure_id": "dora--2",
        });
        let line = line.as_object_mut().unwrap();
        line.extend(more.as_object().unwrap().clone());
        line.clone()
    }

    fn refused(more: Value) -> &'static str {
        structure(line(more), today()).unwrap_err().field
    }

    #[test]
    fn what_is_required_refuses_the_line() {
        assert_eq!(refused(json!({"id": null})), "id");
        assert_eq!(refused(json!({"id": 12})), "id");
        assert_eq!(refused(json!({"id": "a b"})), "id");
        assert_eq!(refused(json!({"nom": "ab"})), "nom");
        assert_eq!(refused(json!({"nom": ["CCAS"]})), "nom");
        assert_eq!(refused(json!({"date_maj": "1999-12-31"})), "date_maj");
        assert_eq!(refused(json!({"date_maj": "2026-11-24"})), "date_maj");
        assert_eq!(refused(json!({"date_maj": "hier matin"})), "date_maj");
        assert_eq!(refused(json!({"source": "manuel"})), "source");
        assert_eq!(
            service(line(json!({"structure_id": ""})), today())
                .unwrap_err()
                .field,
            "structure_id"
        );
        assert!(structure(line(json!({"date_maj": "2026-11-23T08:00:00Z"})), today()).is_ok());
    }

    #[test]
    fn what_is_optional_is_left_out_and_told() {
        let wrong = json!({
            "telephone": {"numero": "01"}, "code_insee": "9407", "site_web": "non", "courriel": "ccas at villejuif",
            "longitude": 2.36, "latitude": 148.79, "reseaux_porteurs": ["ccas-cias", "inconnu", 3],
        });
        let (read, warnings) = structure(line(wrong), today()).unwrap();
        assert_eq!(
            (read.phone, read.insee, read.website, read.email),
            (None, None, None, None)
        );
        assert_eq!((read.longitude, read.latitude), (None, None));
        assert_eq!(
            read.networks, "ccas-cias inconnu",
            "an unknown word is kept"
        );
        let fields: Vec<_> = warnings.iter().map(|warning| warning.field).collect();
        assert_eq!(
            fields,
            [
                "longitude",
                "code_insee",
                "telephone",
                "courriel",
                "site_web",
                "reseaux_porteurs",
                "reseaux_porteurs"
            ]
        );
    }

    #[test]
    fn places_that_can_not_be_are_no_place() {
        for place in [
            json!({"longitude": 0, "latitude": 0}),
            json!({"longitude": 2.36}),
            json!({"longitude": "est", "latitude": "nord"}),
            json!({"longitude": 200.0, "latitude": 48.0}),
        ] {
            let (read, warnings) = structure(line(place), today()).unwrap();
            assert_eq!(
                (read.longitude, read.latitude, warnings.len()),
                (None, None, 1)
            );
        }
        let (read, _) = structure(
            line(json!({"longitude": "2,3631", "latitude": 48.79})),
            today(),
        )
        .unwrap();
        assert_eq!(
            (read.longitude, read.latitude),
            (Some(2_363_100), Some(48_790_000))
        );
    }

    #[test]
    fn lists_are_read_as_json_or_as_cells() {
        for zones in [
            json!(["94", "200058014"]),
            json!("[\"94\", \"200058014\"]"),
            json!("{94,200058014}"),
            json!("94|200058014"),
        ] {
            let (read, _) = service(line(json!({"zone_eligibilite": zones})), today()).unwrap();
            assert_eq!(read.zones, "94 200058014");
        }
    }

    #[test]
    fn lines_of_the_older_schema_are_read() {
        let (read, warnings) = structure(
            line(json!({
                "typologie": "CCAS", "labels_nationaux": ["france-service"], "horaires_ouverture": "Mo-Fr 09:00-12:00",
                "presentation_resume": "Un accueil social."
            })),
            today(),
        )
        .unwrap();
        assert_eq!(read.networks, "ccas-cias france-service");
        assert_eq!(read.hours.as_deref(), Some("Mo-Fr 09:00-12:00"));
        assert_eq!(
            (read.description.as_deref(), warnings),
            (Some("Un accueil social."), vec![])
        );
        let (read, _) = service(
            line(json!({"profils": ["jeunes"], "types": ["information"], "zone_diffusion_type": "pays"})),
            today(),
        )
        .unwrap();
        assert_eq!(
            (
                read.publics.as_str(),
                read.kind.as_deref(),
                read.zones.as_str()
            ),
            ("jeunes", Some("information"), "france")
        );
    }
}
