//! The service a form names, as it is known today: a structure that may receive, a place of the directory, or what was written.

use uuid::Uuid;

use super::new::Echo;
use super::{Service, Whither};
use crate::desk::{Desk, DeskError};
use crate::follow_up::form::Fault;
use crate::words::orientation as words;

/// That what a field names is not known.
pub(super) fn unknown(field: &'static str) -> Fault {
    let text = match field {
        "structure" => words::STRUCTURE_UNKNOWN,
        "lieu" => words::PLACE_UNKNOWN,
        _ => words::SERVICE_MISSING,
    };
    Fault {
        field,
        text: text.to_owned(),
    }
}

/// The service that was chosen, as it is known today, or what is wrong with it.
pub(super) async fn service(
    desk: &dyn Desk,
    echo: &Echo,
) -> Result<Result<Service, Fault>, DeskError> {
    let typed = &echo.typed;
    Ok(match typed.whither.as_str() {
        "structure" => {
            let id = Uuid::try_parse(&typed.structure).ok();
            let known = echo.structures.iter().find(|one| Some(one.id) == id);
            known
                .ok_or_else(|| unknown("structure"))
                .map(|one| Service {
                    whither: Whither::Structure(one.id),
                    name: one.name.clone(),
                    address: Vec::new(),
                    phone: one.contact.trim().to_owned(),
                    hours: String::new(),
                    verified_on: None,
                })
        }
        "lieu" => {
            let sheet = desk.sheet(&typed.place).await?;
            sheet.ok_or_else(|| unknown("lieu")).map(|sheet| Service {
                whither: Whither::Directory(sheet.place.id),
                name: sheet.place.name,
                address: sheet.place.address,
                phone: sheet.place.phone.unwrap_or_default(),
                hours: sheet.place.hours.unwrap_or_default(),
                verified_on: Some(sheet.place.verified_on),
            })
        }
        "libre" => {
            let [name, address, phone, hours] = typed.service.clone();
            if name.is_empty() {
                Err(unknown("service"))
            } else {
                Ok(Service {
                    whither: Whither::Written,
                    name,
                    address: Some(address)
                        .filter(|text| !text.is_empty())
                        .into_iter()
                        .collect(),
                    phone,
                    hours,
                    verified_on: None,
                })
            }
        }
        _ => Err(Fault {
            field: "vers",
            text: words::WHITHER_MISSING.to_owned(),
        }),
    })
}
