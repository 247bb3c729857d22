import { expect, test } from './fixtures.ts';
import { camille, choice, choose, longNamed, registered, said, taken } from './people.ts';

const dominique = { first_name: 'Dominique', last_name: 'Essai', email: 'dominique@exemple.test' };
const oneSeatInA01 = { 'room = "Salle Loire"\ncapacity = 24\nminimum = 6': 'room = "Salle Loire"\ncapacity = 1' };

test.describe('a workshop of one seat', () => {
  test.use({ alterations: oneSeatInA01 });

  test('a full workshop says so, and the others are still offered', async ({ page, site }) => {
    const [first, second] = [await registered(site, camille), await registered(site, dominique)];
    await page.goto(first.path);
    await choose(page, 'A01');

    await page.goto(second.path);
    await expect(choice(page, 'A01')).toContainText('Complet');
    await expect(choice(page, 'A01').getByRole('button')).toHaveText(/^Me mettre en liste d’attente/);
    await expect(choice(page, 'A02').getByRole('button', { name: 'Choisir cet atelier' })).toBeVisible();

    await page.goto('/programme');
    await expect(page.getByRole('article').filter({ hasText: 'A01' })).toContainText('Complet');
    await page.goto('/programme/A01');
    await expect(page.locator('main')).toContainText('Complet');

    await page.goto(first.path);
    await choice(page, 'A01').getByRole('button', { name: 'Rendre ma place' }).click();
    await expect(said(page)).toContainText('votre place est rendue');
    await page.goto(second.path);
    await choose(page, 'A01');
  });

  test('of two people and one last seat, one has it and the other is told what is left', async ({ browser, site }) => {
    const tickets = [await registered(site, camille), await registered(site, dominique)];
    const pages = await Promise.all(
      tickets.map(async ({ path }) => {
        const page = await (await browser.newContext({ baseURL: site.url })).newPage();
        await page.goto(path);
        return page;
      }),
    );
    // Both pages were opened while the seat was free.
    await Promise.all(pages.map((page) => choice(page, 'A01').getByRole('button').click()));
    await Promise.all(pages.map((page) => expect(said(page)).toBeVisible()));

    const seated = await Promise.all(pages.map(async (page) => (await said(page).innerText()).includes('votre place est prise')));
    expect(seated.filter(Boolean)).toHaveLength(1);
    const other = pages[seated.indexOf(false)];
    if (!other) throw new Error('both have the seat');
    await expect(said(other)).toHaveText(/A01 est complet\s: quelqu’un a pris la dernière place\. Voici ce qui reste libre\./);
    await expect(choice(other, 'A01')).toContainText('Complet');
    await choose(other, 'A02');
    await Promise.all(pages.map((page) => page.context().close()));
  });

  test('whoever wants a full workshop keeps the one they have', async ({ page, site, context }) => {
    const [first, second] = [await registered(site, camille), await registered(site, dominique)];
    await page.goto(second.path);
    await choose(page, 'A02');

    const other = await context.newPage();
    await other.goto(first.path);
    await choose(other, 'A01');

    await choice(page, 'A01').getByRole('button', { name: 'Changer pour celui-ci' }).click();
    await expect(said(page)).toContainText('A01 est complet');
    await expect(choice(page, 'A02')).toContainText('Votre choix');
  });
});

test.describe('a kiosk during the workshops', () => {
  test.use({ alterations: { 'visits = ["12:30", "12:55", "13:20"]': 'visits = ["11:30", "12:55", "13:20"]' } });

  test('two things at one time are refused in words', async ({ page, site, context }) => {
    const ticket = await registered(site, camille);
    await page.goto(ticket.path);
    const stale = await context.newPage();
    await stale.goto(ticket.path);
    await choose(page, 'A03');
    await expect(choice(page, 'K01').locator('.visit-choices > li').first()).toContainText('Déjà pris');

    await choice(stale, 'K01').getByRole('button', { name: '11 h 30' }).click();
    await expect(said(stale)).toHaveText(/Vous êtes déjà à A03 .* à 11\sh\. Rendez d’abord cette place/);

    await choice(page, 'K01').getByRole('button', { name: '12 h 55' }).click();
    await choice(page, 'A03').getByRole('button', { name: 'Rendre ma place' }).click();
    await expect(choice(page, 'K01')).toContainText('Autre heure');
    await expect(choice(page, 'A03').getByRole('button', { name: 'Choisir cet atelier' })).toBeVisible();
  });
});

test('changing one’s mind swaps the seats, and giving back frees them at once', async ({ page, site }) => {
  const ticket = await registered(site, camille);
  await page.goto(ticket.path);
  await choose(page, 'A08');
  await expect(page).toHaveURL(/#choix-A$/);

  await choice(page, 'A10').getByRole('button', { name: 'Changer pour celui-ci' }).click();
  await expect(said(page)).toContainText('vous avez changé d’atelier');
  await expect(choice(page, 'A10')).toContainText('Votre choix');
  await expect(choice(page, 'A08')).toContainText(/16\splaces libres/);
  await expect(page.getByRole('region', { name: 'Ma journée' })).not.toContainText('A08');

  await choice(page, 'K05').getByRole('button', { name: '12 h 30' }).click();
  await choice(page, 'K05').getByRole('button', { name: 'Rendre ma place' }).click();
  await expect(said(page)).toContainText('votre place est rendue');
  await expect(choice(page, 'K05').getByRole('button')).toHaveCount(3);
  await choice(page, 'A10').getByRole('button', { name: 'Rendre ma place' }).click();
  await expect(page.getByRole('region', { name: 'Ma journée' })).toContainText(/Créneau A\s: aucun atelier choisi/);
});

test('a tab left open does what its button says, and no harm', async ({ page, site, context }) => {
  const ticket = await registered(site, camille);
  const stale = await context.newPage();
  await Promise.all([page.goto(ticket.path), stale.goto(ticket.path)]);

  await choose(page, 'A03');
  await choice(stale, 'A03').getByRole('button').click();
  await expect(said(stale)).toContainText('votre place est prise');
  await page.reload();
  await expect(choice(page, 'A03')).toContainText('Votre choix');

  await choice(page, 'A03').getByRole('button', { name: 'Rendre ma place' }).click();
  await expect(said(page)).toContainText('rendue');
  await choice(stale, 'A03').getByRole('button', { name: 'Rendre ma place' }).click();
  await expect(said(stale)).toContainText('rendue');
  await expect(choice(stale, 'A03')).toContainText(/20\splaces libres/);

  await page.goto(`${ticket.path}/annuler`);
  await page.getByRole('button', { name: 'Annuler mon inscription' }).click();
  await choice(stale, 'A04').getByRole('button').click();
  await expect(said(stale)).toContainText('Cette inscription a été annulée');
});

test('giving everything up is asked once, and frees the seats at once', async ({ page, site }) => {
  const ticket = await registered(site, camille);
  await registered(site, longNamed);
  await page.goto(ticket.path);
  await choose(page, 'A08');
  await page.getByRole('link', { name: 'Annuler mon inscription' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Annuler mon inscription\s\?/);
  await expect(page.locator('main')).toContainText('A08');
  await page.getByRole('link', { name: 'Garder ma place' }).click();
  await expect(choice(page, 'A08')).toContainText('Votre choix');
  expect(await taken(site)).toBe(2);

  await page.getByRole('link', { name: 'Annuler mon inscription' }).click();
  await page.getByRole('button', { name: 'Annuler mon inscription' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Inscription annulée');
  await expect(said(page)).toContainText('votre inscription est annulée');
  expect(await taken(site)).toBe(1);
  await page.goto('/programme/A08');
  await expect(page.locator('main')).toContainText(/16\splaces libres/);
});
