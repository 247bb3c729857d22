import { expect, follow, test } from './fixtures.ts';
import { dominique, sacha, seatLink, sessionPage, smallWorkshops } from './lines.ts';
import { camille, choice, choose, lines, longNamed, registered, said, wait } from './people.ts';

test.use({ alterations: smallWorkshops });

test('someone waits for a full workshop, gets the seat that another gives back, and answers the letter', async ({ page, site, context, staff }) => {
  test.setTimeout(60_000);
  const [first, second, third] = [await registered(site, camille), await registered(site, dominique), await registered(site, longNamed)];
  const other = await context.newPage();
  await other.goto(first.path);
  await choose(other, 'A01');
  for (const [shown, ticket, place] of [[page, second, '1re'], [await context.newPage(), third, '2e']] as const) {
    await shown.goto(ticket.path);
    await wait(shown, 'A01');
    await expect(said(shown)).toContainText('vous êtes sur la liste d’attente');
    await expect(choice(shown, 'A01')).toContainText(`Vous êtes ${place} sur la liste d’attente`);
    await expect(lines(shown)).toContainText('Lever les freins');
    await expect(lines(shown)).toContainText(`Vous êtes ${place} sur la liste d’attente`);
  }
  await page.goto('/programme');
  await expect(page.getByRole('article').filter({ hasText: 'A01' })).toContainText(/Complet, liste d’attente\s\(2\)/);

  await follow(choice(other, 'A01').getByRole('button', { name: 'Rendre ma place' }));
  await page.goto(second.path);
  await expect(choice(page, 'A01')).toContainText('Votre choix');
  await expect(lines(page)).toHaveCount(0);

  const organiser = (await staff('organiser')).page;
  const link = await seatLink(organiser);
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Une place s’est libérée pour vous');
  await page.reload();
  await page.getByRole('button', { name: 'Garder cette place' }).click();
  await expect(said(page)).toContainText('vous gardez cette place');
  await page.getByRole('button', { name: 'Rendre cette place' }).click();
  await expect(said(page)).toContainText('votre place est rendue');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cette place n’est plus à vous');
  await expect(page.locator('.still-free')).toContainText('A03');
  await page.goto(third.path);
  await expect(choice(page, 'A01')).toContainText('Votre choix');
});

test('an exchange that was asked for goes on to the next line, and what is kept is kept', async ({ page, site }) => {
  const [first, second, third] = [await registered(site, camille), await registered(site, dominique), await registered(site, sacha)];
  await page.goto(first.path);
  await choose(page, 'A01');
  await page.goto(second.path);
  await choose(page, 'A02');
  await choice(page, 'A01').getByRole('button', { name: 'Attendre, et garder A02' }).click();
  await expect(lines(page)).toContainText('votre tour passera');
  await choice(page, 'A01').getByRole('button', { name: 'Quitter la liste' }).click();
  await expect(said(page)).toContainText('vous avez quitté la liste');
  await choice(page, 'A01').getByRole('button', { name: 'Attendre, et échanger A02' }).click();
  await expect(lines(page)).toContainText('elle remplace votre place à A02');
  await expect(choice(page, 'A02')).toContainText('Votre choix');
  await page.goto(third.path);
  await wait(page, 'A02');
  await follow(choice(page, 'K01').getByRole('button', { name: '12 h 30' }));

  await page.goto(first.path);
  await choice(page, 'K01').getByRole('button', { name: '12 h 30' }).click();
  await expect(choice(page, 'K01').getByRole('button', { name: '12 h 30' })).toContainText('1re en attente, quitter');
  await follow(choice(page, 'A01').getByRole('button', { name: 'Rendre ma place' }));
  await page.goto(second.path);
  await expect(choice(page, 'A01')).toContainText('Votre choix');
  await page.goto(third.path);
  await expect(choice(page, 'A02')).toContainText('Votre choix');
  await follow(choice(page, 'K01').getByRole('button', { name: 'Rendre ma place' }));
  await page.goto(first.path);
  await expect(choice(page, 'K01').getByRole('button', { name: 'Rendre ma place' })).toContainText('12 h 30');
});

test('a tab that is out of date does nothing, and shows what is', async ({ page, site, context }) => {
  const ticket = await registered(site, camille);
  const stale = await context.newPage();
  await stale.goto(ticket.path);
  await page.goto(ticket.path);
  await choose(page, 'A03');
  await choice(stale, 'A04').getByRole('button', { name: 'Choisir cet atelier' }).click();
  await expect(said(stale)).toContainText('Vos choix ont changé depuis que cette page est ouverte');
  await expect(said(stale)).toContainText('maintenant, vous avez A03');
  await expect(choice(stale, 'A03')).toContainText('Votre choix');
  await choice(stale, 'A04').getByRole('button', { name: 'Changer pour celui-ci' }).click();
  await expect(choice(stale, 'A04')).toContainText('Votre choix');
});

test('organisers move someone up with a reason, add a seat, and call a session off', async ({ page, site, staff }) => {
  test.setTimeout(60_000);
  const [first, second, third] = [await registered(site, camille), await registered(site, dominique), await registered(site, longNamed)];
  await page.goto(first.path);
  await choose(page, 'A01');
  for (const { path } of [second, third]) {
    await page.goto(path);
    await wait(page, 'A01');
  }

  const organiser = (await staff('organiser')).page;
  const path = await sessionPage(organiser, 'Lever les freins à la mobilité');
  await organiser.getByLabel('Qui', { exact: true }).selectOption({ label: '2. de La Rochefoucauld-Montmorency Marie-Antoinette' });
  await organiser.getByLabel('Pour quelle raison').evaluate((field: HTMLInputElement) => field.removeAttribute('required'));
  await organiser.getByRole('button', { name: 'Faire passer devant' }).click();
  await expect(organiser.getByLabel('Pour quelle raison')).toHaveAccessibleDescription(/Écrivez pourquoi/);
  await organiser.getByLabel('Pour quelle raison').fill('Interprète prévue');
  await organiser.getByRole('button', { name: 'Faire passer devant' }).click();
  await expect(organiser.getByRole('status')).toContainText('la première de la liste');
  await expect(organiser.getByRole('row').filter({ hasText: 'Montmorency' })).toContainText('Interprète prévue');

  await organiser.getByLabel('Places dans cette séance').fill('2');
  await organiser.getByRole('button', { name: 'Changer le nombre' }).click();
  await expect(organiser.getByRole('row').filter({ hasText: 'Montmorency' })).toContainText('Par la liste d’attente');
  await organiser.getByLabel('Places dans cette séance').fill('1');
  await organiser.getByRole('button', { name: 'Changer le nombre' }).click();
  await expect(organiser.getByLabel('Places dans cette séance')).toHaveAccessibleDescription(/Déplacez d’abord 1\spersonne/);
  await expect(organiser.getByLabel('Places dans cette séance')).toHaveValue('1');

  await organiser.getByRole('link', { name: 'Annuler cette séance' }).click();
  await expect(organiser.locator('main')).toContainText('Essai Camille');
  await expect(organiser.locator('article.letter')).toContainText('L’atelier A01 n’aura pas lieu');
  await organiser.getByRole('button', { name: 'Annuler cette séance' }).click();
  await expect(organiser).toHaveURL(new RegExp(`${path}\\?annulee$`));
  await expect(organiser.locator('main')).toContainText('N’aura pas lieu');
  for (const ticket of [first, second, third]) {
    await page.goto(ticket.path);
    await expect(choice(page, 'A01')).toContainText('N’aura pas lieu');
    await expect(choice(page, 'A01').getByRole('button')).toHaveCount(0);
  }
  await organiser.goto('/organisation/journal');
  for (const line of ['Passage devant dans une liste d’attente', 'Nombre de places changé', 'Séance annulée']) {
    await expect(organiser.getByRole('row').filter({ hasText: line }).first()).toContainText('organiser@exemple.test');
  }
});

test('organisers put someone in a line from their page, and take them out', async ({ page, site, staff }) => {
  const [first, second] = [await registered(site, camille), await registered(site, sacha)];
  await page.goto(first.path);
  await choose(page, 'A01');
  const organiser = (await staff('organiser')).page;
  await organiser.goto('/organisation/participants?q=guichet');
  await organiser.getByRole('link', { name: 'Guichet Sacha' }).click();
  await organiser.getByRole('button', { name: 'Mettre en liste d’attente' }).click();
  await expect(organiser.getByRole('status')).toContainText('sur la liste d’attente');
  await page.goto(second.path);
  await expect(lines(page)).toContainText('A01');
  await organiser.getByRole('button', { name: 'Retirer de la liste de A01' }).click();
  await expect(organiser.locator('main')).toContainText('N’attend aucune séance.');
});

test.describe('once choices are frozen', () => {
  test.use({ alterations: { ...smallWorkshops, 'freezes = "J-1 18:00"': 'freezes = "J-399 00:00"', 'phone = ""': 'phone = "02 41 00 00 00"' } });

  test('the ticket says whom to call, and offers nothing that would be refused', async ({ page, site }) => {
    const ticket = await registered(site, camille);
    await page.goto(ticket.path);
    await expect(page.locator('main')).toContainText('appelez le 02 41 00 00 00');
    await expect(page.locator('main form')).toHaveCount(0);
    await expect(page.getByRole('link', { name: 'Annuler mon inscription' })).toBeVisible();
  });
});
