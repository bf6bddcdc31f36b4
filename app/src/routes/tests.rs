//! Addresses and pages, both ways.

use super::*;

#[test]
fn an_address_comes_back_as_the_same_page() {
    let id = Uuid::from_u128(7);
    let pages = [
        Page::Home { notice: None },
        Page::Recap(id),
        Page::Results {
            id,
            by_organisation: true,
        },
        Page::Right {
            id,
            right: "rsa-majore".to_owned(),
        },
        Page::Copy(id, None),
        Page::Aloud(id, None),
        Page::Support(id),
        Page::Training,
        Page::TrainingRole("04-jeune-en-rupture".to_owned()),
        Page::TrainingEnd(id),
        Page::Since(id),
        Page::FollowUp(FollowUpPage::BENCH),
        Page::FollowUp(FollowUpPage::Notes { id, notice: None }),
        Page::FollowUp(FollowUpPage::Outcomes { period: None }),
        Page::FollowUp(FollowUpPage::Contacts { notice: None }),
        Page::FollowUp(FollowUpPage::All { id, notice: None }),
        Page::FollowUp(FollowUpPage::One {
            id,
            right: "rsa-majore".to_owned(),
            notice: None,
        }),
        Page::FollowUp(FollowUpPage::Mandates { id, notice: None }),
        Page::FollowUp(FollowUpPage::Mine(id)),
        Page::Orientation(OrientationPage::List),
        Page::Orientation(OrientationPage::All(id, None)),
        Page::Orientation(OrientationPage::Received(id, None)),
        Page::Orientation(OrientationPage::Sheet {
            id,
            orientation: Uuid::from_u128(8),
            notice: None,
        }),
        Page::Offers { notice: None },
        Page::Figures(None),
        Page::Figures(Quarter::parse("2026-T3")),
        Page::SecondFactor(SecondFactorPage::SetUp),
        Page::Erase(id, None),
        Page::Erasures(None),
        Page::Remarks,
        Page::Accessibility,
        Page::Map,
        Page::Remark(RemarkSubject::Right("rsa-majore".to_owned()), None),
        Page::step(id, "famille", "enfants"),
    ];
    for page in pages {
        assert_eq!(Page::parse(&page.path()), Some(page));
    }
}

#[test]
fn an_address_of_somewhere_else_is_no_page() {
    for address in [
        "//evil.example",
        "https://evil.example/",
        "/bilans/x/recapitulatif",
        "/\\evil",
        "",
        "/bilans/../..",
        "/pkg/bilan.js",
    ] {
        assert_eq!(Page::parse(address), None, "{address}");
    }
}

#[test]
fn a_screen_keeps_how_it_is_shown() {
    let step = Step {
        id: Uuid::from_u128(1),
        theme: "famille".to_owned(),
        screen: "enfants".to_owned(),
        view: StepView {
            alone: true,
            discreet: Some(true),
            more: Some("enfants".to_owned()),
            ..StepView::default()
        },
    };
    let path = step.path();
    assert!(
        path.ends_with("/famille/enfants?seul=oui&discret=oui&plus=enfants"),
        "{path}"
    );
    assert_eq!(Page::parse(&path), Some(Page::Step(step)));
}

#[test]
fn a_sign_in_address_carries_the_page_to_return_to() {
    let next = Page::step(Uuid::from_u128(1), "famille", "enfants");
    let path = Page::SignIn {
        notice: Some(Notice::Expired),
        next: Some(Box::new(next)),
    }
    .path();
    assert_eq!(
        path,
        "/connexion?etat=expiree&suite=%2Fbilans%2F00000000-0000-0000-0000-000000000001%2Ffamille%2Fenfants"
    );
}
