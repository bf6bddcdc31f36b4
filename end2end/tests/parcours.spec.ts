// A whole interview with the mouse: a single mother of two, recently separated, from the door to the copy she takes away.
import { holdInterview } from '../interview/interview.ts';
import { takeTheCopy } from '../interview/ending.ts';
import { singleMother } from '../interview/single-mother.ts';
import { openBilan } from '../pages/home.ts';
import { signIn } from '../pages/sign-in.ts';
import { takePictures as pictures } from '../support/pictures.ts';
import { expect, test } from '../support/test.ts';

test('de la connexion à la copie', async ({ page, agents, database }) => {
  const takePictures = database === 'sqlite' ? pictures : async () => undefined;
  await page.goto('/');
  await takePictures(page, 'connexion');
  await signIn(page, agents.nadia);
  await takePictures(page, 'accueil');
  const bilan = await openBilan(page);
  await holdInterview(page, singleMother, {
    onScreen: (step) => takePictures(step.page, `ecran${new URL(step.page.url()).pathname.slice(bilan.length).replaceAll('/', '-')}`),
  });
  await takePictures(page, 'recapitulatif');
  await takeTheCopy(page, singleMother);
  await takePictures(page, 'copie');
  await page.goto(`${bilan}/resultats`);
  await takePictures(page, 'resultats');
  await page.goto(`${bilan}/resultats?par=organisme`);
  await takePictures(page, 'resultats-organismes');
  await page.goto(`${bilan}/droits/rsa-majore`);
  await takePictures(page, 'raisons');

  // Resume: the bilan waits under « Mes bilans », exactly where it stopped.
  await page.goto('/');
  await page.getByRole('link', { name: 'Reprendre' }).first().click();
  await expect(page).toHaveURL(new RegExp(`${bilan}/`));

  // Closed, it reads and no longer writes.
  await page.goto(`${bilan}/recapitulatif`);
  await page.getByRole('button', { name: 'Clore le bilan' }).click();
  await page.goto(`${bilan}/famille/couple`);
  await expect(page.getByText('Ce bilan est clos')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Continuer', exact: true })).toBeDisabled();
});
