import { expect, printedPath, test } from './fixtures.ts';
import { camille, fillIn, registered, taken } from './people.ts';

const refusal = 'L’adresse ou le mot de passe ne convient pas.';

test('a wrong password and an unknown address are refused alike', async ({ page, staff }) => {
  const { email } = await staff('organiser');
  for (const typed of [email, 'personne@exemple.test']) {
    await page.goto('/connexion');
    await page.getByLabel('Adresse e-mail').fill(typed);
    await page.getByLabel('Mot de passe').fill('ce n’est pas celui-là');
    await page.getByRole('button', { name: 'Me connecter' }).click();
    await expect(page.getByRole('alert')).toBeFocused();
    await expect(page.getByRole('alert')).toContainText(refusal);
    await expect(page.getByLabel('Adresse e-mail')).toHaveValue(typed);
    await expect(page.getByLabel('Mot de passe')).toHaveValue('');
    await expect(page.getByLabel('Mot de passe')).toHaveAccessibleDescription(new RegExp(refusal));
  }
  await page.goto('/organisation');
  await expect(page).toHaveURL(/\/connexion\?suite=/);
});

test('signing in goes on to the page that was asked for, and never to another site', async ({ page, site, staff }) => {
  const { email, password } = await staff('organiser');
  const signIn = async () => {
    await page.getByLabel('Adresse e-mail').fill(email);
    await page.getByLabel('Mot de passe').fill(password);
    await page.getByRole('button', { name: 'Me connecter' }).click();
  };
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(`${site.url}/`)) elsewhere.push(request.url());
  });
  for (const to of ['//ailleurs.example', '/\\ailleurs.example', 'https://ailleurs.example/']) {
    await page.goto(`/connexion?suite=${encodeURIComponent(to)}`);
    await signIn();
    await expect(page).toHaveURL(`${site.url}/organisation`);
  }
  await page.context().clearCookies();
  await page.goto('/organisation/journal');
  await signIn();
  await expect(page).toHaveURL(`${site.url}/organisation/journal`);
  expect(elsewhere).toEqual([]);
});

test('signing out ends the session, not only the cookie', async ({ page, context, staff }) => {
  const { page: organiser } = await staff('organiser');
  const cookies = (await organiser.context().cookies()).filter(({ name }) => name === 'session');
  expect(cookies).toHaveLength(1);
  expect(cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  await organiser.goto('/organisation');
  await organiser.getByRole('button', { name: 'Se déconnecter' }).click();
  await expect(organiser).toHaveURL(/\/connexion$/);
  // What remains only lets this browser try again while strangers have to wait.
  expect((await organiser.context().cookies()).map(({ name }) => name)).toEqual(['navigateur']);

  await context.addCookies(cookies);
  await page.goto('/organisation');
  await expect(page).toHaveURL(/\/connexion/);
});

test('a one-time link refuses weak passwords, serves once, and then says what to do', async ({ page, site }) => {
  const link = printedPath(await site.cli('team', 'add', 'accueil@exemple.test', '--role', 'door'));
  await page.goto(link);
  const choosing = async (password: string, again = password) => {
    await page.getByLabel('Nouveau mot de passe').fill(password);
    await page.getByLabel('Le même').fill(again);
    await page.getByRole('button', { name: 'Enregistrer' }).click();
  };
  await choosing('court');
  await expect(page.getByRole('alert')).toContainText(/12\scaractères au moins/);
  await choosing('quatre mots sans rapport', 'quatre mots sans accord');
  await expect(page.getByRole('alert')).toContainText('Les deux mots de passe sont différents');
  await choosing('quatre mots sans rapport');
  await expect(page).toHaveURL(/\/accueil$/);

  const again = await page.goto(link);
  expect(again?.status()).toBe(409);
  await expect(page.locator('main')).toContainText('Ce lien a déjà servi');
});

test('everybody sees what is theirs, and a page that says no for the rest', async ({ staff }) => {
  const refused = { door: ['/organisation', '/organisation/participants', '/organisation/exports/participants.csv', '/animation'], host: ['/organisation', '/organisation/courriels', '/accueil', '/accueil/entree'] };
  const theirs = { door: '/accueil/entree', host: '/animation' };
  for (const role of ['door', 'host'] as const) {
    const { page } = await staff(role);
    expect((await page.goto(theirs[role]))?.status()).toBe(200);
    for (const path of refused[role]) {
      expect((await page.goto(path))?.status(), `${role} ${path}`).toBe(403);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cette page n’est pas pour vous');
      await expect(page.getByRole('link', { name: 'Revenir à l’accueil' })).toBeVisible();
    }
  }
  const { page } = await staff('organiser');
  await page.goto('/organisation/equipe');
  await expect(page.getByRole('row').filter({ hasText: 'door@exemple.test' })).toContainText('accueil');
  await expect(page.getByRole('button', { name: 'Créer le lien' })).toHaveCount(0);
});

test('an organiser registers someone by hand, changes their day and cancels for them', async ({ site, staff }) => {
  const { page } = await staff('organiser');
  await page.goto('/organisation');
  await page.getByRole('link', { name: 'Inscrire une personne' }).click();
  await fillIn(page, { first_name: 'Sacha', last_name: 'Guichet' });
  await page.getByText('Structure et besoins pour participer').click();
  await page.getByLabel('Place pour un fauteuil roulant').check();
  await page.getByRole('button', { name: 'Inscrire cette personne' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sacha Guichet');
  await expect(page.locator('main')).toContainText('cette personne est dans la liste');
  await expect(page.locator('.record')).toContainText('Place pour un fauteuil roulant');
  expect(await taken(site)).toBe(1);

  const add = page.getByLabel('Ajouter une séance libre');
  const option = add.locator('option').filter({ hasText: 'A03' });
  await add.selectOption((await option.getAttribute('value')) ?? '');
  await page.getByRole('button', { name: 'Ajouter' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'A03' })).toContainText('Salle Sarthe');
  await page.getByRole('button', { name: 'Retirer de A03' }).click();
  await expect(page.locator('main')).toContainText('Rien de choisi.');

  await page.goto('/organisation/participants/nouveau');
  await registered(site, camille);
  await fillIn(page, { ...camille, first_name: 'Autre' });
  await page.getByRole('button', { name: 'Inscrire cette personne' }).click();
  await expect(page.getByRole('note').filter({ hasText: 'Cette adresse est déjà inscrite' })).toContainText('Camille Essai');
  expect(await taken(site)).toBe(2);

  await page.goto('/organisation/participants?q=guichet');
  await page.getByRole('link', { name: 'Guichet Sacha' }).click();
  await page.getByRole('link', { name: 'Annuler l’inscription' }).click();
  await page.getByRole('button', { name: 'Annuler cette inscription' }).click();
  await expect(page.locator('main')).toContainText('son inscription est annulée');
  expect(await taken(site)).toBe(1);
});

test('letters are read on the page, and the journal knows the exports', async ({ site, staff }) => {
  const ticket = await registered(site, camille);
  const { page, email } = await staff('organiser');
  await page.goto('/organisation/courriels');
  await expect(page.locator('main')).toContainText('Le courriel n’est pas configuré.');
  await page.getByRole('link', { name: 'Confirmation' }).click();
  const letter = page.locator('article.letter');
  await expect(letter).toContainText('camille.essai@exemple.test');
  await expect(letter.locator('pre')).toContainText(ticket.code);
  await expect(letter.locator('pre')).toContainText(ticket.path);

  for (const file of ['participants.csv', 'seances.xlsx', 'pointages.csv']) {
    const answer = await page.request.get(`/organisation/exports/${file}`);
    expect(answer.status(), file).toBe(200);
    expect(answer.headers()['content-disposition']).toMatch(/^attachment; filename="?(participants|seances|pointages)-/);
  }
  await page.goto('/organisation/exports/emargement?seance=A03');
  await page.goto('/organisation/journal');
  for (const line of ['Export des participants', 'Export des séances', 'Export des pointages', 'Feuilles d’émargement ouvertes']) {
    await expect(page.getByRole('row').filter({ hasText: line })).toContainText(email);
  }
});

test('an admin adds someone to the team by the page', async ({ staff, browser, site }) => {
  const { page } = await staff('admin');
  await page.goto('/organisation/equipe');
  await page.getByLabel('Adresse e-mail').fill('nouvelle@exemple.test');
  await page.getByLabel('Rôle').selectOption('host');
  await page.getByRole('button', { name: 'Créer le lien' }).click();
  const link = await page.getByLabel('Lien à donner').inputValue();
  expect(link).toMatch(new RegExp(`^${site.url}/mot-de-passe/`));

  const other = await (await browser.newContext({ baseURL: site.url })).newPage();
  await other.goto(link);
  for (const field of await other.locator('main input[type=password]').all()) await field.fill('quatre mots sans rapport');
  await other.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(other).toHaveURL(/\/animation$/);
  await other.context().close();
});
