// One bilan, many hands: an administrator founds, an association's assistant holds the bilan and shares it by a code, an EDS social worker
// follows its rights, a manager reads figures without names, the person's page prints. Everybody begins as a new user does: by an
// invitation, in an empty structure.
import type { Browser, Page } from '@playwright/test';
import { holdInterview } from '../interview/interview.ts';
import { singleMother } from '../interview/single-mother.ts';
import { signIn } from '../pages/sign-in.ts';
import { textOf } from '../support/pdf.ts';
import { expect, test } from '../support/test.ts';

const PERSON = { first: 'Awa', last: 'Sarr' };
/** As many bilans as a figure needs before it is shown. */
const ENOUGH = 5;
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date());
const later = (days: number) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(Date.now() + days * 86_400_000);

// The withdrawn bilan is a page that is refused, and the browser says it in its console.
test.use({ consoleMayPrint: /Failed to load resource/ });

test('un bilan passe de main en main jusqu’au droit ouvert', async ({ page: chief, browser, office, baseURL }) => {
  const password = 'quatre mots tout simples, encore';
  office.command(['agent', 'add', '--role', 'administrator', '--structure', 'Département (essai)', '--name', 'Claire D.', 'claire'], `${password}\n`);
  await signIn(chief, { login: 'claire', password, structure: 'Département (essai)' });
  await expect(chief.getByRole('main')).toContainText('Ajoutez les structures du territoire');
  await chief.getByRole('main').getByRole('link', { name: 'Structures et conventions' }).click();

  const relais = await addStructure(chief, 'Le Relais', 'Association');
  await chief.getByLabel('Au (compris)').fill(later(365));
  await chief.getByRole('button', { name: 'Ajouter', exact: true }).click();
  const eds = await addStructure(chief, 'EDS de Vitry', 'Espace départemental des solidarités (EDS)');
  const invite = async (sheet: string, name: string, role: string) => {
    await chief.goto(sheet);
    await chief.getByLabel('Pour qui').fill(name);
    for (const box of await chief.locator('form[action*="inviter"] input[type=checkbox]').all()) await box.uncheck();
    await chief.locator('form[action*="inviter"]').getByRole('checkbox', { name: role }).check();
    await chief.getByRole('button', { name: 'Créer l’invitation' }).click();
    const line = chief.locator('li.bilan').filter({ hasText: name });
    return (await line.locator('.bilan-code').innerText()).trim();
  };
  const lea = await join(browser, baseURL!, await invite(relais, 'Léa P.', 'Assistant administratif'), 'Léa P.', 'lea');
  await expect(lea.getByRole('main')).toContainText('Aucun bilan');
  const sami = await join(browser, baseURL!, await invite(eds, 'Sami K.', 'Travailleur social'), 'Sami K.', 'sami');
  await expect(sami.getByRole('button', { name: 'Commencer l’entretien' })).toBeVisible();
  const marie = await join(browser, baseURL!, await invite(eds, 'Marie L.', 'Responsable de structure'), 'Marie L.', 'marieduchemin');
  await expect(marie.getByRole('main')).toContainText('Invitez les personnes qui tiendront les entretiens');

  // The association's assistant holds the bilan, from the list of those to whom it is offered.
  await lea.getByRole('link', { name: 'À proposer' }).click();
  await lea.getByLabel('Lignes du tableau').fill(`${PERSON.last}\t${PERSON.first}\t14/03/1995\t06 00 00 00 00`);
  await lea.getByRole('button', { name: 'Ajouter la liste' }).click();
  await expect(lea.getByRole('alert')).toContainText('1 personne ajoutée.');
  await lea.getByRole('button', { name: 'Commencer' }).click();
  await expect(lea).toHaveURL(/\/bilans\//);
  const bilan = /\/bilans\/[0-9a-f-]{36}/.exec(lea.url())![0];
  await holdInterview(lea, singleMother);

  // The person agrees to share it, by a code they carry, and names what: nothing is ticked for them.
  await lea.goto(`${bilan}/partage`);
  await expect(lea.locator('main input:checked')).toHaveCount(0);
  for (const theme of ['L’accueil', 'La famille et le foyer', 'Les papiers', 'Le budget']) await lea.getByRole('checkbox', { name: theme }).check();
  await lea.getByLabel('Elle me l’a dit').check();
  await lea.getByRole('button', { name: 'Partager', exact: true }).click();
  const code = (await lea.locator('li .bilan-code').first().innerText()).trim();

  await sami.goto('/partages');
  await sami.getByLabel('Code donné par la personne').fill('AAAA-AAAA');
  await sami.getByRole('button', { name: 'Ouvrir le bilan' }).click();
  await expect(sami.getByRole('main')).toContainText('code');
  await sami.getByLabel('Code donné par la personne').fill(code);
  await sami.getByRole('button', { name: 'Ouvrir le bilan' }).click();
  await expect(sami).toHaveURL(new RegExp(bilan));
  // It served: nobody uses it again.
  await sami.goto('/partages');
  await sami.getByLabel('Code donné par la personne').fill(code);
  await sami.getByRole('button', { name: 'Ouvrir le bilan' }).click();
  await expect(sami).toHaveURL(/etat=code/);

  // The social worker follows the family support allowance to its opening.
  await sami.goto(`${bilan}/suivi`);
  await sami.getByRole('button', { name: 'Les suivre tous' }).click();
  await expect(sami.getByRole('button', { name: 'Je ne suis plus ce bilan' })).toBeVisible();
  const asf = `${bilan}/suivi/asf`;
  await sami.goto(asf);
  await expect(sami.getByRole('main')).toContainText('À demander');
  for (const state of ['Demande envoyée', 'En instruction']) await move(sami, asf, state);
  await move(sami, asf, 'Accordée', async (form) => {
    await form.locator('#le').fill(today);
    await form.getByLabel('À partir du').fill(today);
    await form.locator('#montant').fill('199,18');
  });
  await expect(sami.getByRole('main')).toContainText('199,18');

  // Another right is refused: its appeal has a last day, and its cause is known.
  const refused = `${bilan}/suivi/rsa-majore`;
  await move(sami, refused, 'Refusée', async (form) => {
    await form.locator('#le').fill(today);
    await form.locator('#motif').fill('Il manquerait une pièce qui n’est pas dans la liste.');
    await form.locator('#cause').selectOption('pieces_hors_liste');
    await form.locator('#organisme').selectOption('caf');
  });
  await expect(sami.getByRole('main')).toContainText(/contester/i);
  await expect(sami.getByRole('main')).toContainText(/Avant le \d/);

  // The person's page prints: what is open, what is to be contested, what is left to do.
  await sami.goto(`${bilan}/ma-page`);
  const file = test.info().outputPath('ma-page.pdf');
  await sami.pdf({ path: file });
  const printed = textOf(file);
  expect(printed).toContain('Allocation de soutien familial');
  expect(printed).not.toContain('Se déconnecter');

  // The manager sees outcomes without names; one bilan is too few to be told.
  await marie.getByRole('link', { name: 'Chiffres' }).first().click();
  await expect(marie.getByRole('main')).toContainText('masqué');
  await grantElsewhere(sami, baseURL!);
  await marie.reload();
  const issues = marie.getByRole('region', { name: 'Ce que les droits suivis sont devenus' });
  await expect(issues.getByRole('row', { name: 'Droits ouverts' })).toContainText(`${ENOUGH + 1}`);
  for (const name of [PERSON.first, PERSON.last, 'Sami', 'Léa']) await expect(marie.getByRole('main')).not.toContainText(name);
  expect((await marie.goto(bilan))?.status()).toBe(403);

  // The person takes their agreement back while the other side has the page open: it says so, and shows nothing.
  await sami.goto(asf);
  await lea.goto(`${bilan}/partage`);
  await lea.getByRole('button', { name: 'Retirer' }).first().click();
  await sami.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(sami.getByRole('main')).not.toContainText('199,18');
  expect((await sami.goto(`${bilan}/resultats`))?.status()).toBe(404);
});

/** Adds a structure and returns the address of its sheet. */
async function addStructure(chief: Page, name: string, kind: string): Promise<string> {
  await chief.goto('/structures');
  await chief.getByLabel('Nom', { exact: true }).fill(name);
  await chief.getByLabel('Genre').selectOption({ label: kind });
  await chief.getByRole('button', { name: 'Ajouter', exact: true }).click();
  await expect(chief).toHaveURL(/\/structures\/[0-9a-f-]{36}/);
  return new URL(chief.url()).pathname;
}

/** Uses an invitation as somebody who has no account, and arrives on their first screen. */
async function join(browser: Browser, baseURL: string, code: string, name: string, login: string): Promise<Page> {
  const page = await browser.newPage({ baseURL });
  await page.goto('/invitation');
  await page.getByLabel('Code de l’invitation').fill(code);
  await page.getByLabel('Votre prénom et votre nom').fill(name);
  await page.getByRole('textbox', { name: 'Identifiant' }).fill(login);
  await page.locator('#mot-de-passe').fill(`une phrase à moi, ${login}`);
  await page.getByRole('button', { name: 'Rejoindre la structure' }).click();
  await expect(page).not.toHaveURL(/invitation/);
  return page;
}

/** Says where a right stands from now on. */
async function move(page: Page, right: string, state: string, fill?: (form: ReturnType<Page['locator']>) => Promise<void>): Promise<void> {
  await page.goto(right);
  const form = page.locator(`form[action^="${right}"]`);
  await form.getByRole('radio', { name: state, exact: true }).check();
  await fill?.(form);
  await form.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page).toHaveURL(/etat=garde/);
}

/** The same right opened in enough bilans of the office's own, without a screen. */
async function grantElsewhere(page: Page, baseURL: string): Promise<void> {
  const headers = { Origin: baseURL, Accept: 'text/html' };
  for (let count = 0; count < ENOUGH; count += 1) {
    const opened = await page.request.post('/agir/bilan/ouvrir', { form: { rsa: 'oui' }, headers });
    const bilan = /\/bilans\/[0-9a-f-]{36}/.exec(opened.url())![0];
    await page.request.post('/agir/suivi/commencer', { form: { id: bilan.slice('/bilans/'.length), right: 'asf' }, headers });
    const form = { vu: '1', etat: 'accordee', le: today };
    const moved = await page.request.post(`${bilan}/suivi/asf`, { form, headers });
    expect(moved.url()).toContain('etat=garde');
  }
}
