import { chromium } from '@playwright/test';
import { card, expectSent, prepare, readyOffline, status, typeAtDoor, word } from './door.ts';
import { expect, signIn, test } from './fixtures.ts';
import { camille, choice, choose, registered } from './people.ts';
import { Photographer, playing, show } from './pictures.ts';

test.describe('with a camera', () => {
  test.setTimeout(60_000);

  test('the camera reads a real ticket, welcomes the person by name, and the scan can be taken back', async ({ browser, site, launchOptions }, info) => {
    const ticket = await registered(site, camille);
    const film = info.outputPath('billet.y4m');
    const photographer = await Photographer.at(browser);
    await show(film, await photographer.ticket(site, ticket, { name: 'sur papier' }));
    await photographer.leave();
    const phone = await chromium.launch({ ...launchOptions, args: [...(launchOptions.args ?? []), ...playing(film)] });
    try {
      const { page } = await signIn(phone, site, 'door', 'accueil@exemple.test');
      await page.setViewportSize({ width: 390, height: 844 });
      await prepare(page);
      await page.getByRole('button', { name: 'Ouvrir la caméra' }).click();

      await expect(word(page)).toHaveText('Bienvenue', { timeout: 30_000 });
      await expect(card(page).locator('.name')).toHaveText('Camille Essai');
      await expect(page.locator('.door-status:visible')).toContainText(/1 pointés? sur 1/);
      await page.screenshot({ path: 'artefacts/accueil-camera.png' });
      await page.getByRole('button', { name: 'Annuler ce pointage' }).click();
      await expect(word(page)).toHaveText('Annulé');
      await expect(page.locator('.door-status:visible')).toContainText(/0 pointés? sur 1/);
    } finally {
      await phone.close();
    }
  });

  test('a camera that is refused says what to do', async ({ site, launchOptions }) => {
    const phone = await chromium.launch({ ...launchOptions, args: [...(launchOptions.args ?? []), '--use-fake-device-for-media-stream'] });
    try {
      const { page } = await signIn(phone, site, 'door', 'accueil@exemple.test');
      await prepare(page);
      await page.getByRole('button', { name: 'Ouvrir la caméra' }).click();
      await expect(page.getByRole('alert')).toContainText('L’accès à la caméra est refusé.');
      await expect(page.getByRole('alert')).toContainText('taper le code du billet');
      await expect(page.getByRole('button', { name: 'Ouvrir la caméra' })).toBeVisible();
    } finally {
      await phone.close();
    }
  });
});

test('a device without a camera still lets people in, by a typed code or a hardware scanner', async ({ site, staff }) => {
  const ticket = await registered(site, camille);
  const { page } = await staff('door');
  await prepare(page);
  await page.getByRole('button', { name: 'Ouvrir la caméra' }).click();
  await expect(page.getByRole('alert')).toContainText('Aucune caméra n’a été trouvée');

  await typeAtDoor(page, ticket.code.toLowerCase());
  await expect(word(page)).toHaveText('Bienvenue');
  await expect(card(page)).toContainText('Camille Essai');

  await page.getByLabel('Code du billet ou nom').blur();
  await page.keyboard.type(ticket.code);
  await page.keyboard.press('Enter');
  await expect(word(page)).toHaveText('Déjà vu');

  await typeAtDoor(page, '222-222');
  await expect(word(page)).toHaveText('Refusé');
  await expect(card(page)).toContainText('Cherchez la personne par son nom');
});

test('the session’s own door tells where someone should be, and gives them a free seat', async ({ page: ticketPage, site, staff }) => {
  const ticket = await registered(site, camille);
  await ticketPage.goto(ticket.path);
  await choose(ticketPage, 'A01');
  const { page } = await staff('door');
  await prepare(page, 'Téléphone de l’étage', '/accueil');
  await page.getByRole('link', { name: 'A03' }).click();
  await expect(page).toHaveURL(/\/accueil\/seance\//);

  await typeAtDoor(page, ticket.code);
  await expect(word(page)).toHaveText('Refusé');
  await expect(card(page).locator('.reason')).toContainText(/Sa place\s: Atelier A01, Salle Loire, 11\sh\. Ici, 20\splaces libres/);
  await card(page).getByRole('button', { name: 'Déplacer ici' }).click();
  await expect(word(page)).toHaveText('Bienvenue');
  await expect(card(page).locator('.day')).toContainText('A03');
  await expect(card(page).locator('.day')).not.toContainText('A01');
  await expectSent(page);
  await ticketPage.goto(ticket.path);
  await expect(choice(ticketPage, 'A03')).toContainText('Votre choix');
});

test('already seen says when, where and by whom; it is the same person, or the scan is taken back', async ({ site, staff }) => {
  const ticket = await registered(site, camille);
  const { page } = await staff('door');
  await prepare(page);
  await typeAtDoor(page, ticket.code);
  await expect(word(page)).toHaveText('Bienvenue');
  await typeAtDoor(page, ticket.code);
  await expect(word(page)).toHaveText('Déjà vu');
  await expect(card(page).locator('.reason')).toContainText(/^Entrée à \d+\sh.*, Entrée principale, par Téléphone de l’entrée\.$/);
  await card(page).getByRole('button', { name: 'C’est bien cette personne' }).click();
  await expect(word(page)).toHaveText('Bienvenue');
  await expect(card(page)).toContainText('De retour');
  await typeAtDoor(page, ticket.code);
  await card(page).getByRole('button', { name: 'Annuler ce passage' }).click();
  await expect(word(page)).toHaveText('Annulé');
  await expect(card(page).locator('.reason')).toContainText(/^Ce passage n’est pas compté\. L’entrée de .* reste au pointage\.$/);
  await expect(status(page)).toContainText('1 pointé sur 1');
});

test('a verdict is undone for ten seconds on its card, and later from the list of last scans', async ({ site, staff }) => {
  const ticket = await registered(site, camille);
  const { page } = await staff('door');
  await prepare(page);
  await page.clock.install();
  await page.reload();
  await readyOffline(page);
  await typeAtDoor(page, ticket.code);
  const undo = card(page).getByRole('button', { name: 'Annuler ce pointage' });
  await expect(undo).toBeVisible();
  await page.clock.fastForward(9_000);
  await expect(undo).toBeVisible();
  await page.clock.fastForward(2_000);
  await expect(undo).toHaveCount(0);

  await page.getByRole('button', { name: 'Derniers pointages' }).click();
  await page.getByRole('button', { name: 'Annuler le pointage de Camille Essai' }).click();
  await expect(word(page)).toHaveText('Annulé');
  await expect(status(page)).toContainText('0 pointé sur 1');
  await typeAtDoor(page, ticket.code);
  await expect(word(page)).toHaveText('Bienvenue');
});

test('names are found from two letters, whatever their accents, hyphens and order, and only then', async ({ site, staff }) => {
  await registered(site, { first_name: 'Hélène', last_name: 'Le-Guen', organisation: 'CCAS d’Exemple' });
  await registered(site, { first_name: 'Sacha', last_name: 'Guichet' });
  const { page } = await staff('door');
  await prepare(page);
  const found = page.locator('.door-results:visible li');
  const field = page.getByLabel('Code du billet ou nom');
  await expect(found).toHaveCount(0);
  await field.fill('h');
  await expect(found).toHaveCount(0);
  for (const typed of ['he', 'GUEN helene', 'leguen', 'le-gu', 'ccas']) {
    await field.fill(typed);
    await expect(found, typed).toHaveCount(1);
    await expect(found).toContainText('Hélène Le-Guen');
  }
  await field.fill('gu');
  await expect(found).toHaveCount(2);
  await page.getByRole('button', { name: 'Pointer Hélène Le-Guen' }).click();
  await expect(word(page)).toHaveText('Bienvenue');
  await expect(found).toHaveCount(0);
});

test('what is being typed stays when the list comes that has whoever was refused, and when a ticket is seen', async ({ site, staff }) => {
  const { page } = await staff('door');
  await prepare(page);
  await page.context().setOffline(true);
  const late = await registered(site, camille);
  await typeAtDoor(page, late.code);
  await expect(word(page)).toHaveText('Refusé');
  const field = page.getByLabel('Code du billet ou nom');
  await field.fill('cam');
  await page.context().setOffline(false);
  await expect(page.locator('.door-results:visible li')).toContainText('Camille Essai', { timeout: 10_000 });
  await expectSent(page);
  await expect(field).toHaveValue('cam');
  await expect(field).toBeFocused();

  await page.getByRole('button', { name: 'Inscrire sur place' }).first().click();
  await page.getByLabel('Prénom').fill('Sacha');
  await page.getByRole('heading', { name: 'Inscrire sur place' }).click();
  await page.keyboard.type(late.code);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Prénom')).toHaveValue('Sacha');
  await page.getByRole('button', { name: 'Fermer', exact: true }).click();
  await page.getByLabel('Code du billet ou nom').blur();
  await page.keyboard.type(late.code);
  await page.keyboard.press('Enter');
  await expect(word(page)).toHaveText('Bienvenue');
});

test('a name that was looked for is no longer than what the server takes', async ({ staff }) => {
  const { page } = await staff('door');
  await prepare(page);
  await page.context().setOffline(true);
  await page.getByLabel('Code du billet ou nom').fill('Passant '.repeat(20));
  await page.getByRole('button', { name: 'Inscrire sur place' }).first().click();
  for (const name of ['Prénom', 'Nom', 'Organisation (facultatif)']) {
    await expect(page.getByLabel(name, { exact: true })).toHaveAttribute('maxlength', '120');
  }
  expect((await page.getByLabel('Nom', { exact: true }).inputValue()).length).toBe(120);
  await page.getByLabel('Prénom').fill('Alex');
  await page.getByRole('button', { name: 'Inscrire et faire entrer' }).click();
  await expect(word(page)).toHaveText('Bienvenue');
  await page.context().setOffline(false);
  await expectSent(page);
  await expect(page.locator('.door-notice:visible').filter({ hasText: 'à lire' })).toHaveCount(0);
  // Taken back, nobody is expected in their name.
  await page.getByRole('button', { name: 'Derniers pointages' }).click();
  await page.getByRole('button', { name: /^Annuler le pointage de Alex/ }).click();
  await expect(card(page)).toContainText('Le pointage est annulé, et l’inscription aussi.');
  await expect(status(page)).toContainText('0 pointé sur 0');
});

test('a walk-in has a code, a place in the list and a workshop within twenty seconds, without a network', async ({ staff }) => {
  const { page } = await staff('door');
  await prepare(page);
  await page.context().setOffline(true);
  const begun = Date.now();
  await page.getByLabel('Code du billet ou nom').fill('Passant');
  await page.getByRole('button', { name: 'Inscrire sur place' }).first().click();
  await expect(page.getByLabel('Nom', { exact: true })).toHaveValue('Passant');
  await page.getByRole('button', { name: 'Inscrire et faire entrer' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Écrivez le prénom' })).toBeVisible();
  await expect(page.getByLabel('Prénom')).toHaveAccessibleDescription('Écrivez le prénom.');
  await page.getByLabel('Prénom').fill('Alex');
  await page.getByRole('button', { name: 'Inscrire et faire entrer' }).click();
  await expect(word(page)).toHaveText('Bienvenue');
  const code = await card(page).locator('.given-code').innerText();
  expect(code).toMatch(/^Z[2-9A-Z]{2}-[2-9A-Z]{3}$/);
  await card(page).getByText('Choisir un atelier libre').click();
  await card(page).getByRole('button', { name: 'A02' }).click();
  await expect(card(page).locator('.day')).toContainText('A02');
  await expect(card(page).locator('.given-code')).toHaveText(code);
  const took = Date.now() - begun;
  console.log(`inscription sur place, hors ligne, atelier compris : ${took} ms`);
  expect(took).toBeLessThan(20_000);

  await typeAtDoor(page, code);
  await expect(word(page)).toHaveText('Déjà vu');
  await page.context().setOffline(false);
  await expectSent(page);
  const other = (await staff('door', 'autre@exemple.test')).page;
  await prepare(other, 'Autre téléphone');
  await typeAtDoor(other, code.toLowerCase());
  await expect(word(other)).toHaveText('Déjà vu');
  await expect(card(other)).toContainText('Alex Passant');
  await expect(card(other).locator('.day')).toContainText('A02');
});
