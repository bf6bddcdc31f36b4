// Who may see a bilan: those of its structure, once signed in. Nobody else learns that it exists.
import { openBilan } from '../pages/home.ts';
import { signIn } from '../pages/sign-in.ts';
import { expect, test } from '../support/test.ts';

const PAGES = ['', '/famille/couple', '/recapitulatif', '/resultats', '/resultats?par=organisme', '/droits/rsa-socle', '/copie', '/copie.pdf', '/support', '/support.pdf'];

// A refused page is what these tests are about, and the browser says it in its console.
test.use({ consoleMayPrint: /Failed to load resource/ });

test('le bilan d’une autre structure n’existe pas', async ({ page, browser, agents, baseURL }) => {
  await page.goto('/');
  await signIn(page, agents.nadia);
  const bilan = await openBilan(page);

  const elsewhere = await browser.newPage({ baseURL });
  await elsewhere.goto('/');
  await signIn(elsewhere, agents.elsewhere);
  for (const path of PAGES) {
    const answer = await elsewhere.goto(`${bilan}${path}`);
    expect(answer?.status(), path).toBe(404);
  }
  const invented = await elsewhere.goto('/bilans/00000000-0000-4000-8000-000000000000/recapitulatif');
  const refused = await elsewhere.goto(`${bilan}/recapitulatif`);
  expect(refused?.status()).toBe(invented?.status());
  await expect(elsewhere.getByRole('heading', { level: 1 })).not.toContainText('Récapitulatif');

  const written = await elsewhere.request.post(`${bilan}/famille/couple`, {
    form: { cle: crypto.randomUUID(), 'r.conjoint.existe': 'oui' },
    headers: { Origin: baseURL!, Accept: 'application/json' },
  });
  expect(written.status()).toBe(404);
  await elsewhere.close();
});

test('sans session, chaque page mène à la connexion, puis revient', async ({ page, agents }) => {
  await page.goto('/');
  await signIn(page, agents.nadia);
  const bilan = await openBilan(page);
  await page.context().clearCookies();
  for (const path of PAGES) {
    await page.goto(`${bilan}${path}`).catch(() => undefined);
    await expect(page, path).toHaveURL(/\/connexion/);
  }
  await page.goto(`${bilan}/famille/couple`);
  await signIn(page, agents.nadia);
  await expect(page).toHaveURL(new RegExp(`${bilan}/famille/couple`));
});

test('un mauvais mot de passe est refusé sans dire lequel des deux est faux', async ({ page, agents }) => {
  const refusal = async (login: string, password: string) => {
    await page.goto('/connexion');
    await page.getByLabel('Identifiant').fill(login);
    await page.getByLabel('Mot de passe').fill(password);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await expect(page).toHaveURL(/etat=identifiants/);
    return page.getByRole('main').innerText();
  };
  expect(await refusal(agents.nadia.login, 'pas le bon mot de passe')).toBe(await refusal('personne', 'pas le bon mot de passe'));
});

test('une page d’ailleurs ne peut pas écrire ici', async ({ page, agents }) => {
  await page.goto('/');
  await signIn(page, agents.nadia);
  const bilan = await openBilan(page);
  const answer = await page.request.post(`${bilan}/famille/couple`, {
    form: { cle: crypto.randomUUID(), 'r.conjoint.existe': 'oui' },
    headers: { Origin: 'https://ailleurs.example', 'Sec-Fetch-Site': 'cross-site' },
  });
  expect(answer.status()).toBe(403);
});
