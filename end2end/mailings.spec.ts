import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { look } from './looking.ts';
import { camille, longNamed, registered } from './people.ts';

test.describe.configure({ timeout: 120_000 });

/** Fills a mailing in. */
async function writeMailing(page: Page, subject: string, text: string): Promise<void> {
  await page.goto('/organisation/courriels/envois/nouveau');
  await page.getByLabel('Objet').fill(subject);
  await page.locator('#texte').fill(text);
}

/** What the preview reads once it is up to date, by itself or by its button. */
async function previewed(page: Page): Promise<void> {
  if (test.info().project.name === 'plain') await page.getByRole('button', { name: 'Actualiser l’aperçu' }).click();
}

test('an organiser writes to some, sees it as one of them, tries it, confirms the number and stops it', async ({ site, staff }) => {
  await registered(site, camille);
  await registered(site, longNamed);
  await registered(site, { first_name: 'Jeanne', last_name: 'Sansmail' });
  const { page, email } = await staff('organiser');
  await page.goto('/organisation/courriels/envois');
  await look(page, { name: 'envois-vide', path: '' });
  await page.getByRole('link', { name: 'Écrire un envoi' }).first().click();
  await writeMailing(page, 'Une précision, {prenom}', 'Rendez-vous le {date}.\n\n{programme_du_jour}');
  await previewed(page);
  await expect(page.locator('#apercu')).toContainText('Une précision, ');
  await expect(page.locator('#apercu')).toContainText('Accueil café');
  await look(page, { name: 'envoi-ecrire', path: '', main: true });
  await page.locator('#texte').fill('Bonjour {secret}');
  await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.locator('#texte')).toHaveValue('Bonjour {secret}');
  await expect(page.locator('#texte-erreur')).toContainText('n’existe pas');
  await page.locator('#texte').fill('Rendez-vous le {date}.');
  await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();

  await expect(page.locator('main')).toContainText('1 personne sans adresse, à prévenir autrement');
  await expect(page.getByRole('link', { name: 'Sansmail Jeanne' })).toBeVisible();
  await page.getByRole('button', { name: 'M’envoyer un essai' }).click();
  await expect(page.getByRole('status').first()).toContainText('l’essai part');
  await page.getByRole('button', { name: 'Envoyer', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('écrivez 2 pour confirmer');
  await look(page, { name: 'envoi-confirmer', path: '', main: true });
  await page.getByLabel('Nombre de personnes').fill('2');
  await page.getByRole('button', { name: 'Envoyer', exact: true }).click();
  await expect(page.getByRole('status').first()).toContainText('boîte d’envoi');
  await look(page, { name: 'envoi-suivi', path: '', main: true });
  await page.getByRole('button', { name: 'Suspendre' }).click();
  await expect(page.locator('main')).toContainText('rien ne part tant que vous ne le reprenez pas');
  await page.getByRole('button', { name: 'Arrêter l’envoi' }).click();
  await expect(page.locator('#suivi')).toContainText('2 arrêtés');
  await page.goto('/organisation/courriels/envois');
  await expect(page.getByRole('row').filter({ hasText: 'Une précision' })).toContainText('Arrêté');
  await look(page, { name: 'envois', path: '' });
  await page.goto('/organisation/courriels');
  await expect(page.getByRole('row').filter({ hasText: email })).toContainText('Essai d’un envoi');
});

test('a letter of ours is given an introduction and goes back to its own words', async ({ site, staff }) => {
  await registered(site, camille);
  const { page } = await staff('organiser');
  await page.goto('/organisation/courriels/modeles');
  await look(page, { name: 'modeles', path: '' });
  await page.getByRole('link', { name: 'Confirmation' }).click();
  await page.getByLabel('Introduction').fill('Bienvenue {prenom}, venez en train.');
  await previewed(page);
  await expect(page.locator('#apercu')).toContainText('Bienvenue Camille, venez en train.');
  await look(page, { name: 'modele', path: '', main: true });
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByRole('status').first()).toContainText('les prochains courriels');
  await page.getByRole('button', { name: 'Revenir au texte d’origine' }).click();
  await expect(page.locator('#apercu')).not.toContainText('venez en train');
});

test('reminders are switched off and on, and the domain of the sender is checked', async ({ staff }) => {
  const { page } = await staff('organiser');
  await page.goto('/organisation/courriels/rappels');
  await look(page, { name: 'rappels', path: '', main: true });
  await page.getByRole('button', { name: /^Couper.*la veille/ }).click();
  await expect(page.getByRole('region', { name: 'Rappel, la veille' })).toContainText('Coupé');
  await page.getByRole('button', { name: /^Rétablir.*la veille/ }).click();
  await expect(page.getByRole('region', { name: 'Rappel, la veille' })).toContainText('Prévu');
  await page.goto('/organisation/courriels/domaine');
  await page.getByLabel('Courriels par minute').fill('beaucoup');
  await page.getByRole('button', { name: 'Enregistrer le rythme' }).click();
  await expect(page.getByRole('alert')).toContainText('Écrivez un nombre');
  await page.getByLabel('Courriels par minute').fill('30');
  await page.getByRole('button', { name: 'Enregistrer le rythme' }).click();
  await expect(page.getByRole('status').first()).toContainText('le rythme est changé');
  await page.getByRole('button', { name: 'M’envoyer une lettre d’essai' }).click();
  await expect(page.getByRole('status').first()).toContainText('boîte d’envoi');
});

test.describe('where DNS does not answer', () => {
  test.use({ environment: { PASSERELLE_DNS: '127.0.0.1:1' } });

  test('the page says so', async ({ staff }) => {
    const { page } = await staff('organiser');
    await page.goto('/organisation/courriels/domaine');
    await page.getByRole('button', { name: 'Vérifier le domaine' }).click();
    await expect(page.locator('#enregistrements')).toContainText('Le DNS n’a pas répondu');
    await look(page, { name: 'acheminement', path: '', main: true });
  });
});

test('someone declines letters of information from the letter, and changes their mind', async ({ site, staff, page }) => {
  await registered(site, camille);
  const organiser = (await staff('organiser')).page;
  await writeMailing(organiser, 'Bonjour', 'Un mot.');
  await organiser.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
  const letter = await organiser.locator('article.letter pre').innerText();
  const link = /https?:\/\/\S+\/desinscription\/\S+/.exec(letter)?.[0] ?? '';
  await page.goto(new URL(link).pathname);
  await look(page, { name: 'desinscription', path: '', main: true });
  await page.getByRole('button', { name: 'Ne plus les recevoir' }).click();
  await expect(page.getByRole('status')).toContainText('vous ne recevrez plus');
  await organiser.reload();
  await expect(organiser.locator('main')).toContainText('1 personne ne veut plus de ces courriels');
  await page.getByRole('button', { name: 'Les recevoir à nouveau' }).click();
  await expect(page.getByRole('status')).toContainText('à nouveau');
});
