// Signing in through an identity provider, with a real one: by invitation, by linking an account, and never by surprise.
import type { Browser, Page } from '@playwright/test';
import { signIn } from '../pages/sign-in.ts';
import type { Office } from '../support/office.ts';
import { officeWithProvider } from '../support/provider.ts';
import { expect, test as base } from '../support/test.ts';

const test = base.extend<object, { office: Office }>({
  office: [
    async ({ database }, use, worker) => {
      const { office, close } = await officeWithProvider(database, worker.workerIndex);
      await use(office);
      await close();
    },
    { scope: 'worker' },
  ],
});

/** A browser of its own, where nobody is signed in anywhere, without JavaScript. */
async function fresh(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false, locale: 'fr-FR' });
  return context.newPage();
}

/** Says who one is on the provider's own page. */
async function answer(page: Page, who: string): Promise<void> {
  await expect(page).toHaveURL(/^http:\/\/localhost:\d+\/page\//);
  await page.getByLabel('Qui êtes-vous').fill(who);
  await page.getByRole('button', { name: 'Continuer' }).click();
}

const enter = (page: Page) => page.getByRole('button', { name: 'Se connecter avec ProConnect' }).click();

test('un agent relie son compte, puis entre sans mot de passe, là où il allait', async ({ page, browser, agents, baseURL }) => {
  await signIn(page, agents.nadia);
  await page.goto('/compte');
  await page.locator('form[action="/compte/fournisseur"]').getByLabel('Mot de passe').fill(agents.nadia.password);
  await page.getByRole('button', { name: 'Relier mon compte à ProConnect' }).click();
  await answer(page, 'sujet-nadia');
  await expect(page.getByRole('status')).toContainText('Votre compte est relié');

  const elsewhere = await fresh(browser, baseURL!);
  await elsewhere.goto('/annuaire');
  await enter(elsewhere);
  await answer(elsewhere, 'sujet-nadia');
  await expect(elsewhere).toHaveURL(`${baseURL}/annuaire`);
  await elsewhere.goto('/compte');
  await expect(elsewhere.getByRole('main')).toContainText('Nadia B.');

  // The provider still knows this browser: the next time leads straight in.
  await elsewhere.context().clearCookies({ domain: '127.0.0.1' });
  await elsewhere.goto('/connexion');
  await enter(elsewhere);
  await expect(elsewhere).toHaveURL(`${baseURL}/`);
  await elsewhere.context().close();
});

test('une invitation fait un compte sans mot de passe', async ({ page, browser, office, baseURL }) => {
  const password = 'quatre mots tout simples, encore';
  office.command(['agent', 'add', '--role', 'manager', '--structure', 'EDS de Vitry', '--name', 'Marie L.', 'marie'], `${password}\n`);
  await signIn(page, { login: 'marie', password, structure: 'EDS de Vitry' });
  await page.goto('/equipe');
  await page.getByLabel('Pour qui').fill('Léa P.');
  await page.getByRole('button', { name: 'Créer l’invitation' }).click();
  const code = (await page.locator('.bilan-code').innerText()).trim();

  const lea = await fresh(browser, baseURL!);
  await lea.goto('/invitation');
  await lea.getByLabel('Code de l’invitation').fill(code);
  await lea.getByLabel('Votre prénom et votre nom').fill('Léa P.');
  await lea.getByRole('textbox', { name: 'Identifiant' }).fill('lea');
  await lea.getByRole('button', { name: 'Rejoindre avec ProConnect' }).click();
  await answer(lea, 'sujet-lea');
  await expect(lea).toHaveURL(`${baseURL}/`);
  await lea.goto('/compte');
  await expect(lea.getByRole('main')).toContainText('Votre compte n’a pas de mot de passe.');
  await lea.context().close();

  const again = await fresh(browser, baseURL!);
  await again.goto('/connexion');
  await enter(again);
  await answer(again, 'sujet-lea');
  await expect(again).toHaveURL(`${baseURL}/`);
  await again.context().close();
});

test('quelqu’un que personne n’a invité n’entre pas, et aucun compte n’est fait', async ({ browser, office, agents, baseURL }) => {
  const before = office.command(['agent', 'list']);
  const stranger = await fresh(browser, baseURL!);
  await stranger.goto('/connexion');
  await enter(stranger);
  await answer(stranger, agents.nadia.login);
  await expect(stranger).toHaveURL(/\/connexion\?etat=fournisseur-inconnu/);
  await expect(stranger.getByRole('alert')).toContainText('demandez une invitation');
  expect(office.command(['agent', 'list'])).toBe(before);

  // The answer served: nobody comes in with it, not even a moment later.
  await stranger.goto('/connexion/retour?code=deja-servi&state=deja-servi');
  await expect(stranger.getByRole('alert')).toContainText('Cela n’a pas abouti');
  await stranger.context().close();
});

test('qui se déconnecte l’est aussi chez le fournisseur', async ({ page, browser, agents, baseURL }) => {
  await signIn(page, agents.elsewhere);
  await page.goto('/compte');
  await page.locator('form[action="/compte/fournisseur"]').getByLabel('Mot de passe').fill(agents.elsewhere.password);
  await page.getByRole('button', { name: 'Relier mon compte à ProConnect' }).click();
  await answer(page, 'sujet-marc');

  const shared = await fresh(browser, baseURL!);
  await shared.goto('/connexion');
  await enter(shared);
  await answer(shared, 'sujet-marc');
  await expect(shared).toHaveURL(`${baseURL}/`);
  await shared.getByText('Marc T.').first().click();
  await shared.getByRole('button', { name: 'Se déconnecter' }).click();
  // The provider's own page asks once more.
  await expect(shared).toHaveURL(/^http:\/\/localhost:\d+\/session\/end/);
  await shared.getByRole('button', { name: 'Oui, me déconnecter' }).click();
  await expect(shared).toHaveURL(`${baseURL}/connexion?etat=au-revoir`);

  // The next one at this computer is asked who they are.
  await enter(shared);
  await expect(shared).toHaveURL(/^http:\/\/localhost:\d+\/page\//);
  await shared.context().close();
});
