//! The second factor of agents who come in through the identity provider.

use app::structures::roles::Role;

use crate::support::{
    Browser, FakeProvider, TestApp,
    through::{LEAVE, keeping, leave, link, now, sign_in},
};

const STRONG: &str = "https://proconnect.gouv.fr/assurance/consistency-checked-2fa";

#[tokio::test(flavor = "multi_thread")]
async fn a_second_factor_is_the_providers_word_or_the_code() {
    let fake = FakeProvider::new(now()).await;
    let believing = fake
        .settings()
        .believing(vec![STRONG.to_owned(), "mfa".to_owned()]);
    for (settings, believed) in [(fake.settings(), false), (believing, true)] {
        let app = TestApp::through(settings).await;
        let (chef, _) = app
            .person("chef", "Département", &[Role::Administrator])
            .await;
        let (agent, nadia) = app.agent("nadia", "EDS de Villejuif").await;
        link(&app, &fake, &nadia, "sub-nadia").await;
        let (store, now) = (&app.test.store, app.test.clock.now());
        let required = store.require_protection(&chef, agent.structure(), true, now);
        assert!(required.await.unwrap());
        let (_, address) = leave(&app, &Browser::default(), LEAVE, &[("next", "")]).await;
        assert_eq!(address.contains("acr_values="), believed, "{address}");
        for (acr, amr, strong) in [
            (Some(STRONG), &[][..], true),
            (Some("eidas1"), &["pwd", "mfa"][..], true),
            (Some("eidas1"), &["pwd"][..], false),
            (None, &[][..], false),
        ] {
            fake.vouch(acr, amr);
            let inside = sign_in(&app, &fake, "sub-nadia").await;
            let nadia = keeping(&Browser::default(), &inside, "session");
            let home = app.get(&nadia, "/").await;
            let to_set_up = home.header("location") == "/compte/protection";
            assert_eq!(
                to_set_up,
                !(strong && believed),
                "{acr:?} {amr:?} {believed}"
            );
        }
        // Protected by their telephone, they type its code unless the provider's word is taken.
        app.protect(&nadia, &agent).await;
        for (acr, page) in [
            (Some(STRONG), if believed { "/" } else { "/connexion/code" }),
            (None, "/connexion/code"),
        ] {
            fake.vouch(acr, &[]);
            let inside = sign_in(&app, &fake, "sub-nadia").await;
            assert_eq!(inside.header("location"), page, "{acr:?} {believed}");
        }
        fake.vouch(None, &[]);
    }
}
