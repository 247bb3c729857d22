import type { Page } from '@playwright/test';
import { card } from './door.ts';
import { expect, test, widths } from './fixtures.ts';
import {
  asForm,
  camille,
  expectNoSidewaysScroll,
  fillIn,
  longNamed,
  register,
  registerButton,
  registered,
  said,
  taken,
} from './people.ts';

test('an address that is registered already registers nobody, and is told so kindly', async ({ page, site }) => {
  await registered(site, camille);
  await page.goto('/inscription');
  await fillIn(page, { ...camille, first_name: 'Dominique', email: ' CAMILLE.Essai@Exemple.TEST ' });
  await registerButton(page).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cette adresse est déjà inscrite');
  await expect(page.locator('main')).toContainText('Rien n’a été changé.');
  await expect(page.locator('main')).not.toContainText('Camille');
  expect(await taken(site)).toBe(1);
});

test('a refused form keeps every value, and says beside each field what is wrong', async ({ page, site }) => {
  await page.goto('/inscription');
  await page.locator('#first_name').fill('Camille');
  await page.locator('#email').fill('camille@');
  await page.locator('#phone').fill('bientôt');
  await page.locator('#organisation').fill('L’« Entraide » & Cie <b>');
  await page.locator('#role_title').fill('bénévole');
  await page.locator('#department').selectOption({ label: 'Vendée' });
  await page.getByLabel('Boucle magnétique').check();
  await page.locator('#access_other').fill('une place près de la porte');
  await registerButton(page).click();

  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  await expect(page).toHaveTitle(/^Erreur\s: Inscription/);
  expect(await taken(site)).toBe(0);

  const faults: Record<string, string> = {
    last_name: 'Écrivez votre nom.',
    email: 'Cette adresse n’est pas complète.',
    phone: 'Écrivez un numéro avec des chiffres',
    access_consent: 'Cochez cette case pour que nous puissions noter vos besoins',
    consent: 'sans votre accord',
  };
  await expect(summary.getByRole('link')).toHaveCount(Object.keys(faults).length);
  for (const [id, sentence] of Object.entries(faults)) {
    const field = page.locator(`#${id}`);
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(new RegExp(`Erreur\\s: .*${sentence}`));
    await expect(summary.locator(`a[href="#${id}"]`)).toContainText(sentence);
  }
  await summary.locator('a[href="#email"]').click();
  await expect(page.locator('#email')).toBeFocused();

  await expect(page.locator('#first_name')).toHaveValue('Camille');
  await expect(page.locator('#email')).toHaveValue('camille@');
  await expect(page.locator('#phone')).toHaveValue('bientôt');
  await expect(page.locator('#organisation')).toHaveValue('L’« Entraide » & Cie <b>');
  await expect(page.locator('#role_title')).toHaveValue('bénévole');
  await expect(page.locator('#department option:checked')).toHaveText('Vendée');
  await expect(page.getByLabel('Boucle magnétique')).toBeChecked();
  await expect(page.locator('#access_other')).toHaveValue('une place près de la porte');

  await page.locator('#last_name').fill('Essai');
  await page.locator('#email').fill('camille@exemple.test');
  await page.locator('#phone').fill('02 41 00 00 00');
  await page.locator('#access_consent').check();
  await page.locator('#consent').check();
  await registerButton(page).click();
  await expect(page.locator('#billet-nom')).toHaveText('Camille Essai');
  expect(await taken(site)).toBe(1);
});

test('without an address, the ticket is on the screen, with its code to note', async ({ page, site }) => {
  const { code } = await register(page, { first_name: 'Camille', last_name: 'Essai' });
  const note = page.getByRole('note').filter({ hasText: 'Sans adresse e-mail' });
  await expect(note).toContainText(code);
  await expect(page.locator('.qr')).toBeVisible();
  expect(await taken(site)).toBe(1);
});

test('a double click, a reload and the back button register once', async ({ page, site }) => {
  // Without an address, nothing but the form's own identity tells that it is the same person.
  await page.goto('/inscription');
  await fillIn(page, { first_name: 'Camille', last_name: 'Essai' });
  await registerButton(page).dblclick();
  await expect(page.locator('#billet-nom')).toHaveText('Camille Essai');
  await page.reload();
  await expect(page.locator('#billet-nom')).toHaveText('Camille Essai');
  expect(await taken(site)).toBe(1);

  await register(page, camille);
  await page.goBack();
  await fillIn(page, camille);
  await registerButton(page).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/déjà inscrite|Camille Essai/);
  expect(await taken(site)).toBe(2);
});

test('a robot that fills every field in registers nobody', async ({ page, site }) => {
  await page.goto('/inscription');
  const trap = page.locator('input[name=website]');
  expect(await trap.evaluate((field) => field.closest('[aria-hidden=true]') !== null)).toBe(true);
  await expect(trap).toHaveAttribute('tabindex', '-1');
  await expect(trap).not.toBeInViewport();

  const body = asForm(camille, { website: 'https://ailleurs.example' });
  const answer = await fetch(`${site.url}/inscription`, { method: 'POST', body, redirect: 'manual' });
  expect(answer.status).toBeLessThan(400);
  expect(await taken(site)).toBe(0);
});

const hostile = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '=cmd|\' /C calc\'!A0'];

test('a name is shown as it was written, wherever it is shown', async ({ page, site, staff }) => {
  test.setTimeout(60_000);
  const organiser = (await staff('organiser')).page;
  const dialogs: string[] = [];
  for (const shown of [page, organiser]) {
    shown.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
  }
  const shows = async (shown: Page, name: string) => {
    await expect(shown.locator('main')).toContainText(name);
    await expect(shown.locator('main :is(script, img[src="x"])')).toHaveCount(0);
  };

  for (const [index, name] of hostile.entries()) {
    const person = { first_name: name, last_name: `Essai${index}`, email: `hostile${index}@exemple.test`, organisation: name };
    const ticket = await registered(site, person);
    await page.goto(ticket.path);
    await expect(page.locator('#billet-nom')).toHaveText(`${name} Essai${index}`);
    await shows(page, name);

    await organiser.goto(`/organisation/participants?q=Essai${index}`);
    await shows(organiser, name);
    await organiser.getByRole('link', { name: `Essai${index}` }).click();
    await expect(organiser.getByRole('heading', { level: 1 })).toHaveText(`${name} Essai${index}`);
    await organiser.getByRole('link', { name: 'Confirmation' }).click();
    // A letter leaves out of a name what could be read as a link or as markup.
    await expect(organiser.locator('article.letter pre')).toContainText(`Essai${index}`);
    await expect(organiser.locator('article.letter pre')).not.toContainText(/[<>]/);
    await organiser.goto(`/organisation/participants?q=${encodeURIComponent(name)}`);
    await expect(organiser.locator('#q')).toHaveValue(name);
    await organiser.goto(`/accueil/entree?q=Essai${index}`);
    await expect(organiser.getByRole('button', { name: `Pointer ${name}` })).toBeVisible();
    await organiser.getByRole('button', { name: `Pointer ${name}` }).click();
    await expect(card(organiser).locator('.name')).toHaveText(`${name} Essai${index}`);
  }
  await organiser.goto('/organisation/exports/emargement?seance=conference');
  for (const name of hostile) await shows(organiser, name);
  expect(dialogs).toEqual([]);
});

test('a long name fits a small phone, on the ticket, in the list and at the door', async ({ page, site, staff }) => {
  const ticket = await registered(site, longNamed);
  const organiser = (await staff('organiser')).page;
  const name = `${longNamed.first_name} ${longNamed.last_name}`;
  for (const width of [320, ...widths]) {
    for (const shown of [page, organiser]) await shown.setViewportSize({ width, height: 740 });
    await page.goto(ticket.path);
    await expect(page.locator('#billet-nom')).toHaveText(name);
    await expectNoSidewaysScroll(page);

    await organiser.goto('/organisation/participants');
    await expect(organiser.getByRole('link', { name: longNamed.last_name })).toBeVisible();
    await expectNoSidewaysScroll(organiser);
    await organiser.getByRole('link', { name: longNamed.last_name }).click();
    await expect(organiser.getByRole('heading', { level: 1 })).toHaveText(name);
    await expectNoSidewaysScroll(organiser);

    await organiser.goto('/accueil/entree?q=montmorency');
    await expectNoSidewaysScroll(organiser);
    await organiser.getByRole('button', { name: `Pointer ${name}` }).click();
    await expect(card(organiser).locator('.name')).toHaveText(name);
    await expectNoSidewaysScroll(organiser);
  }
});

test.describe('a conference of two places', () => {
  test.use({ alterations: { 'capacity = 200': 'capacity = 2' } });

  test('the third person waits, is told their place, and comes in when someone cancels', async ({ page, site, context }) => {
    const first = await registered(site, camille);
    await registered(site, longNamed);

    await page.goto('/');
    await page.getByRole('link', { name: 'M’inscrire en liste d’attente' }).click();
    await expect(page.locator('main')).toContainText('Les 2 places sont prises');
    await fillIn(page, { first_name: 'Dominique', last_name: 'Attente', email: 'dominique@exemple.test' });
    await registerButton(page).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Vous êtes 1re sur la liste d’attente');
    await expect(page.locator('.qr')).toHaveCount(0);

    const other = await context.newPage();
    await other.goto(`${first.path}/annuler`);
    await other.getByRole('button', { name: 'Annuler mon inscription' }).click();
    await expect(said(other)).toContainText('votre inscription est annulée');

    await page.reload();
    await expect(page.locator('#billet-nom')).toHaveText('Dominique Attente');
    await expect(page.locator('.qr')).toBeVisible();
    expect(await taken(site)).toBe(2);
  });
});
