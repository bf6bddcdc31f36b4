//! Structures, agreements, teams and invitations in the database.

use app::{
    follow_up::{Standing, bench::Asked},
    sharing::{Agreed, NewShare, Scope},
    structures::{
        Allowed, Changed, Kind, NewStructure,
        roles::{Role, Roles, may},
    },
};
use chrono::{NaiveDate, TimeDelta};
use server::{
    session::{self, Joining},
    store::{Joiner, NewAgent, NewAppointment, Reading, StoreError},
};

use crate::support::{EVERY_ROLE, PASSWORD, TestStore};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn association(name: &str) -> NewStructure {
    NewStructure {
        kind: Kind::Association,
        contact: "01 00 00 00 00".to_owned(),
        communes: vec!["94076".to_owned()],
        ..NewStructure::named(name)
    }
}

#[tokio::test]
async fn an_agreement_allows_from_its_first_day_to_its_last() {
    let test = TestStore::new().await;
    let (chef, _) = test.person("chef", "Département", EVERY_ROLE).await;
    let now = test.clock.now();
    let id = test
        .store
        .add_structure(&association("Le Relais"), now)
        .await
        .unwrap();
    let on = async |date: &str| {
        let all = test.store.structures(day(date)).await.unwrap();
        all.into_iter().find(|one| one.id == id).unwrap()
    };
    assert_eq!(on("2026-11-23").await.allowed, Allowed::default());
    let allowed = Allowed {
        hold: true,
        receive: true,
        figures: false,
    };
    let days = (day("2026-12-01"), day("2027-11-30"));
    let added = test.store.add_agreement(&chef, id, days, allowed, now);
    assert!(added.await.unwrap());
    assert_eq!(on("2026-11-30").await.allowed, Allowed::default());
    assert_eq!(on("2026-12-01").await.allowed, allowed);
    assert_eq!(on("2027-11-30").await.allowed, allowed);
    assert_eq!(on("2027-12-01").await.allowed, Allowed::default());
    assert_eq!(on("2026-12-01").await.communes, ["94076"]);

    // Ended one day, it allows nothing from that day on; one that never began is gone.
    let agreement = test.store.agreements(id).await.unwrap()[0].id;
    let (end, never) = (day("2027-02-01"), day("2026-11-23"));
    let (manager, _) = test.person("manager", "Le Relais", &[Role::Manager]).await;
    let store = &test.store;
    assert!(
        !store
            .end_agreement(&manager, agreement, end, now)
            .await
            .unwrap()
    );
    assert!(
        store
            .end_agreement(&chef, agreement, end, now)
            .await
            .unwrap()
    );
    assert_eq!(on("2027-01-31").await.allowed, allowed);
    assert_eq!(on("2027-02-01").await.allowed, Allowed::default());
    assert!(
        store
            .end_agreement(&chef, agreement, never, now)
            .await
            .unwrap()
    );
    assert!(store.agreements(id).await.unwrap().is_empty());

    // The département and its own offices need none, and only an administrator changes what is known.
    let all = store.structures(never).await.unwrap();
    let ours = all.iter().find(|one| one.id == chef.structure()).unwrap();
    assert_eq!(ours.allowed, Allowed::ALL);
    let renamed = association("Le Grand Relais");
    assert!(
        !store
            .change_structure(&manager, id, &renamed, now)
            .await
            .unwrap()
    );
    // The same form sent twice is one change.
    for _ in 0..2 {
        let changed = store.change_structure(&chef, id, &renamed, now).await;
        assert!(changed.unwrap());
    }
    assert_eq!(on("2026-11-23").await.name, "Le Grand Relais");
    let refused = store.add_agreement(&manager, id, days, allowed, now);
    assert!(!refused.await.unwrap());
    let new = association("La Halte");
    let refused = store.add_structure_as(&manager, &new, now).await.unwrap();
    assert_eq!(refused, None);
    assert!(
        store
            .add_structure_as(&chef, &new, now)
            .await
            .unwrap()
            .is_some()
    );
    let journal = store.journal_of_agent(&chef).await.unwrap();
    assert!(journal.iter().any(|line| line.event == "structure added"));
    let corrected = journal
        .iter()
        .filter(|line| line.event == "structure corrected");
    let corrected: Vec<_> = corrected.map(|line| &line.details).collect();
    assert_eq!(corrected.len(), 1);
    assert_eq!(corrected[0]["was"]["name"], "Le Relais");
    assert_eq!(corrected[0]["is"]["name"], "Le Grand Relais");
}

#[tokio::test]
async fn without_an_agreement_no_bilan_opens_and_those_held_stay_readable() {
    let test = TestStore::new().await;
    let (chef, _) = test.person("chef", "Département", EVERY_ROLE).await;
    let (now, law) = (test.clock.now(), test.clock.today());
    let store = &test.store;
    let id = store.add_structure(&association("Le Relais"), now).await;
    let id = id.unwrap();
    let days = (day("2026-11-01"), day("2027-11-30"));
    let allowed = Allowed {
        hold: true,
        ..Allowed::default()
    };
    let added = store.add_agreement(&chef, id, days, allowed, now).await;
    assert!(added.unwrap());
    let held = test.agent("lea", "Le Relais").await;
    let opening = app::desk::Opening::default();
    let bilan = store.open_bilan(&held, &opening, law, now).await.unwrap();
    let agreement = store.agreements(id).await.unwrap()[0].id;
    assert!(
        store
            .end_agreement(&chef, agreement, law, now)
            .await
            .unwrap()
    );
    let (held, _) = test.sign_in("lea").await;
    let refused = store.open_bilan(&held, &opening, law, now).await;
    assert!(matches!(refused, Err(StoreError::NoAgreement)));
    let read = store.bilan(&held, bilan, Reading::Shown, now).await;
    assert!(read.unwrap().is_some());
    assert!(store.holds(&held, bilan).await.unwrap());
    assert!(!store.holds(&chef, bilan).await.unwrap());
}

#[tokio::test]
async fn an_invitation_is_used_once_by_somebody_new_or_known() {
    let test = TestStore::new().await;
    let (chef, _) = test.person("chef", "EDS de Villejuif", EVERY_ROLE).await;
    let (manager, _) = test
        .person("manager", "EDS de Villejuif", &[Role::Manager])
        .await;
    let nadia = test.agent("nadia", "CCAS de Créteil").await;
    let (now, here, store) = (test.clock.now(), chef.structure(), &test.store);
    let invite = async |who, roles: &[Role]| {
        let invited = store.invite(who, here, ("Lea", Roles::of(roles)), now);
        invited.await.unwrap()
    };
    // A manager invites to their own structure, and makes no administrator; an agent invites nobody.
    assert!(!invite(&manager, &[Role::Administrator]).await);
    assert!(!invite(&nadia, &[Role::Assistant]).await);
    assert!(!invite(&manager, &[]).await);
    assert!(invite(&manager, &[Role::Assistant]).await);
    assert!(
        store
            .invitations(&nadia, here, now)
            .await
            .unwrap()
            .is_empty()
    );
    let waiting = store.invitations(&manager, here, now).await.unwrap();
    assert_eq!((waiting.len(), waiting[0].name.as_str()), (1, "Lea"));
    let code = waiting[0].code.clone();
    let join = async |code: &str, login: &str| {
        let joining = Joining {
            code,
            login,
            name: "Lea Petit",
            password: PASSWORD,
            known: false,
        };
        session::join(store, &joining, "192.0.2.1", now).await
    };
    let place = store.invited_to(&code, now).await.unwrap();
    assert_eq!(place.as_deref(), Some("EDS de Villejuif"));
    assert!(store.invited_to("AAAA", now).await.unwrap().is_none());
    // A login that is taken leaves the invitation as it was; of two people, one joins.
    assert!(join(&code, "nadia").await.is_err());
    let lea = Joiner::New(NewAgent {
        login: "lea".to_owned(),
        name: "Lea Petit".to_owned(),
        password_hash: "hash".to_owned(),
        must_change: false,
    });
    let one = store.join(&code, &Joiner::Known(nadia.id()), now).await;
    let other = store.join(&code.to_lowercase(), &lea, now).await;
    assert!(one.unwrap().is_some() && other.unwrap().is_none());
    assert!(join("AAAA-AAAA-AAAA", "autre").await.unwrap().is_none());
    let places = store.workplaces(nadia.id()).await.unwrap();
    let names: Vec<&str> = places.iter().map(|place| place.name.as_str()).collect();
    assert_eq!(names, ["CCAS de Créteil", "EDS de Villejuif"]);
    assert_eq!(places[1].roles, Roles::of(&[Role::Assistant]));

    // Taken back or too old, it opens nothing; used by somebody new, it makes their account.
    assert!(invite(&manager, &[Role::Referent]).await);
    let waiting = store.invitations(&chef, here, now).await.unwrap();
    let (id, code) = (waiting[0].id, waiting[0].code.clone());
    assert!(!store.withdraw_invitation(&nadia, id, now).await.unwrap());
    assert!(store.withdraw_invitation(&manager, id, now).await.unwrap());
    assert!(join(&code, "marc").await.unwrap().is_none());
    assert!(invite(&manager, &[Role::Referent]).await);
    let code = store.invitations(&chef, here, now).await.unwrap()[0]
        .code
        .clone();
    let late = now + TimeDelta::days(15);
    let joined = store.join(&code, &Joiner::Known(nadia.id()), late).await;
    assert!(joined.unwrap().is_none());
    assert!(join(&code, "marc").await.unwrap().is_some());
    assert_eq!(
        test.sign_in("marc").await.0.roles(),
        Roles::of(&[Role::Referent])
    );
}

#[tokio::test]
async fn an_agent_works_where_they_are_counted_and_leaves_their_name() {
    let test = TestStore::new().await;
    let (chef, _) = test.person("chef", "EDS de Villejuif", EVERY_ROLE).await;
    let nadia = test.agent("nadia", "CCAS de Créteil").await;
    let (now, here, store) = (test.clock.now(), chef.structure(), &test.store);
    let invited = store.invite(&chef, here, ("Nadia", Roles::of(may::INTERVIEW)), now);
    assert!(invited.await.unwrap());
    assert!(!store.work_at(&nadia, here, now).await.unwrap());
    let code = store.invitations(&chef, here, now).await.unwrap()[0]
        .code
        .clone();
    let joined = store.join(&code, &Joiner::Known(nadia.id()), now).await;
    assert!(joined.unwrap().is_some());
    let (nadia, token) = test.sign_in("nadia").await;
    assert_eq!(nadia.structure_name(), "CCAS de Créteil");
    assert!(store.work_at(&nadia, here, now).await.unwrap());
    let there = session::resolve(store, &token, now).await.unwrap().unwrap();
    assert_eq!(there.structure_name(), "EDS de Villejuif");

    // Moved out in mid-session, she no longer reaches anything there; signing in leads where she still works.
    let none = Roles::default();
    let changed = store.set_roles(&chef, nadia.id(), none, now).await.unwrap();
    assert_eq!(changed, Some(Changed::Done));
    assert!(
        session::resolve(store, &token, now)
            .await
            .unwrap()
            .is_none()
    );
    assert_eq!(
        test.sign_in("nadia").await.0.structure_name(),
        "CCAS de Créteil"
    );
    let again = store.set_roles(&chef, nadia.id(), none, now).await;
    assert_eq!(again.unwrap(), None);
    assert_eq!(store.members(&chef, here).await.unwrap().len(), 1);
    assert!(store.members(&nadia, here).await.unwrap().is_empty());

    // Nobody left to look after it is refused; and only an administrator makes one.
    let alone = Roles::of(&[Role::Assistant]);
    let kept = store.set_roles(&chef, chef.id(), alone, now).await.unwrap();
    assert_eq!(kept, Some(Changed::LastManager));
    let (manager, _) = test
        .person("manager", "EDS de Villejuif", &[Role::Manager])
        .await;
    let (lea, chief) = (test.agent("lea", "EDS de Villejuif").await, Roles::all());
    let raised = store.set_roles(&manager, lea.id(), chief, now).await;
    assert_eq!(raised.unwrap(), None);

    // Who sees no answers gives themselves no role that does, be it by an invitation.
    let both = Roles::of(&[Role::Manager, Role::SocialWorker]);
    let raised = store.set_roles(&manager, manager.id(), both, now).await;
    assert_eq!(raised.unwrap(), None);
    let invited = store.invite(&manager, here, ("Moi", both), now).await;
    assert!(invited.unwrap());
    let code = store.invitations(&manager, here, now).await.unwrap()[0]
        .code
        .clone();
    let joined = store.join(&code, &Joiner::Known(manager.id()), now).await;
    assert!(joined.unwrap().is_none());
}

#[tokio::test]
async fn a_structure_that_closes_hands_everything_over() {
    let test = TestStore::new().await;
    let (chef, _) = test.person("chef", "Département", EVERY_ROLE).await;
    let nadia = test.agent("nadia", "EDS de Villejuif").await;
    let omar = test.agent("omar", "EDS de Vitry").await;
    let (now, law, store) = (test.clock.now(), test.clock.today(), &test.store);
    let opening = app::desk::Opening::default();
    let bilan = store.open_bilan(&nadia, &opening, law, now).await.unwrap();
    let (from, to) = (nadia.structure(), omar.structure());
    let room = store.add_room(&nadia, "Bureau 2").await.unwrap();
    let new = NewAppointment {
        room,
        agent: nadia.id(),
        starts: now + TimeDelta::days(1),
        ends: now + TimeDelta::days(1) + TimeDelta::minutes(45),
        who: "Awa D.".to_owned(),
        interpreter: false,
    };
    assert!(store.book(&nadia, &new, now).await.unwrap().is_some());
    let lent = store.open_bilan(&chef, &opening, law, now).await.unwrap();
    let share = NewShare {
        to: Some(from),
        scope: Scope {
            themes: ["sante".to_owned()].into(),
            ..Scope::default()
        },
        agreed: Agreed::Aloud,
    };
    assert!(store.share(&chef, lent, &share, now).await.unwrap());
    let first = [(Standing::first("css", None, law), None)];
    let begun = store.start_following(&nadia, lent, &first, now).await;
    assert!(begun.unwrap());
    for (who, from, to) in [
        (&nadia, from, to),
        (&chef, from, from),
        (&chef, chef.structure(), to),
    ] {
        assert!(!store.close_structure(who, from, to, now).await.unwrap());
    }
    assert!(store.close_structure(&chef, from, to, now).await.unwrap());
    assert!(!store.close_structure(&chef, from, to, now).await.unwrap());

    let read = store.bilan(&omar, bilan, Reading::Shown, now).await;
    assert!(
        read.unwrap()
            .is_some_and(|bilan| bilan.structure == "EDS de Vitry")
    );
    let history = store.history_of_bilan(&omar, bilan).await.unwrap();
    assert!(!history.is_empty(), "its history came with it");
    assert_eq!(store.bilans(&omar).await.unwrap().len(), 1);
    let all = Asked { all: true, page: 1 };
    let (people, _) = store.bench(&omar, all).await.unwrap();
    assert_eq!(people.len(), 1, "what it followed elsewhere goes on");
    assert_eq!(people[0].bilan, lent);

    // A slot that was to come waits, and is of whoever finds it another time.
    let waiting = store.to_rebook(&omar).await.unwrap();
    assert_eq!(waiting.len(), 1);
    let room = store.add_room(&omar, "Accueil").await.unwrap();
    let times = (new.starts, new.ends);
    let moved = store.move_appointment(&omar, &waiting[0], room, times, now);
    assert!(moved.await.unwrap());
    let held = store.appointment(&omar, waiting[0].id).await.unwrap();
    assert_eq!(held.unwrap().agent.id, omar.id());
    let nobody = session::sign_in(store, "nadia", PASSWORD, "192.0.2.1", now).await;
    assert!(matches!(nobody, Err(session::SessionError::Nowhere)));
    let all = store.structures(law).await.unwrap();
    let last = all.last().unwrap();
    assert!(last.closed_at.is_some() && last.id == from);
}
