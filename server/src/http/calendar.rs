//! An agent's own slots for the calendar of their telephone, as iCalendar (RFC 5545): when and in which room. Never for whom.
//!
//! The address holds a secret, since calendars know no session. It is shown once; only its digest is kept, and the log writes the
//! pattern of an address, never the address.

use app::agenda::AgendaDesk as _;
use axum::{
    extract::{Path, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, TimeDelta, Utc};

use super::{Office, context, errors};
use crate::{session::Token, store::CalendarLine};

/// How far back a calendar still shows.
const DAYS_BACK: i64 = 30;

/// `GET /agenda/calendrier/{secret}`.
pub(super) async fn serve(State(office): State<Office>, Path(secret): Path<String>) -> Response {
    let Some(token) = Token::parse(&secret) else {
        return errors::page(StatusCode::NOT_FOUND);
    };
    let now = office.clock.now();
    let from = now - TimeDelta::days(DAYS_BACK);
    match office.store.calendar(&token.hash(), from).await {
        Ok(Some(lines)) => (
            [(header::CONTENT_TYPE, "text/calendar; charset=utf-8")],
            calendar(&lines, now),
        )
            .into_response(),
        Ok(None) => errors::page(StatusCode::NOT_FOUND),
        Err(error) => {
            tracing::error!(%error, "a calendar could not be read");
            errors::page(StatusCode::SERVICE_UNAVAILABLE)
        }
    }
}

/// `POST /agir/agenda/calendrier`: a new secret address, shown once; the one before stops answering.
pub(super) async fn renew(State(office): State<Office>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let host = parts
        .headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    match context::desk(&office, &parts).renew_calendar().await {
        Ok(address) => {
            let address = format!("{host}{address}");
            errors::with_body(
                StatusCode::OK,
                "L’adresse de votre calendrier",
                &format!(
                    "<p>Recopiez-la maintenant dans votre calendrier, rubrique «\u{a0}s’abonner\u{a0}»\u{a0}: elle ne sera plus affichée. Seules l’heure et la salle y figurent.</p>\
                     <p><code>{}</code></p><p><a href=\"/agenda\">Revenir à l’agenda</a></p>",
                    errors::escape(&address)
                ),
            )
        }
        Err(_) => errors::page(StatusCode::SERVICE_UNAVAILABLE),
    }
}

/// The lines as RFC 5545 writes them: times in UTC, lines ended by CRLF, commas and semicolons of names escaped.
fn calendar(lines: &[CalendarLine], now: DateTime<Utc>) -> String {
    const AT: &str = "%Y%m%dT%H%M%SZ";
    let mut text = String::from(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bilan des droits//FR\r\nMETHOD:PUBLISH\r\n",
    );
    for line in lines {
        let room = line.room.replace('\\', "\\\\");
        let room = room.replace(',', "\\,").replace(';', "\\;");
        let fields = [
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}@bilan", line.id),
            format!("DTSTAMP:{}", now.format(AT)),
            format!("DTSTART:{}", line.starts_at.format(AT)),
            format!("DTEND:{}", line.ends_at.format(AT)),
            "SUMMARY:Bilan des droits".to_owned(),
            format!("LOCATION:{room}"),
            "END:VEVENT".to_owned(),
        ];
        for field in fields {
            // A name may hold a line break only if somebody forged it.
            text.push_str(&field.replace(['\r', '\n'], " "));
            text.push_str("\r\n");
        }
    }
    text.push_str("END:VCALENDAR\r\n");
    text
}
