import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { awake, card, typeAtDoor, word } from './door.ts';
import { xlsxText } from './files.ts';
import { expect, test } from './fixtures.ts';
import { camille, choice, choose, fillIn, registerButton } from './people.ts';

test('the whole day: register, choose, come in, and be found in Excel', async ({ page, staff }) => {
  test.setTimeout(60_000);
  const code = await test.step('from the home page to the ticket', () => becomeParticipant(page));
  await test.step('a workshop in each créneau and a visit', () => chooseTheDay(page));
  await test.step('the day goes into a calendar', () => takeAgenda(page));

  const organiser = (await staff('organiser')).page;
  await test.step('the organiser finds them', async () => {
    await organiser.goto('/organisation');
    await expect(figure(organiser, 'pointés à l’entrée')).toHaveText('0');
    await organiser.getByRole('link', { name: 'Participants', exact: true }).click();
    await organiser.locator('#q').fill('ESSÀI');
    await organiser.getByRole('button', { name: 'Chercher' }).click();
    const row = organiser.getByRole('row').filter({ hasText: 'Essai Camille' });
    await expect(row).toContainText('Inscrit·e');
    await expect(row).toContainText('A03');
    await expect(row).toContainText('B02');
  });

  const door = (await staff('door')).page;
  await test.step('the volunteer lets them in, once', () => letIn(door, code));

  await test.step('the organiser sees them arrive', async () => {
    await organiser.goto('/organisation');
    await expect(figure(organiser, 'pointés à l’entrée')).toHaveText('1');
    await expect(figure(organiser, 'inscrits sur 200')).toHaveText('1');
  });
  await test.step('the organiser takes the lists away', () => takeLists(organiser));
});

async function becomeParticipant(page: Page): Promise<string> {
  await page.goto('/');
  await page.getByRole('link', { name: 'M’inscrire' }).click();
  await fillIn(page, camille);
  await registerButton(page).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Camille Essai');
  const qr = page.getByRole('img', { name: 'Code QR de votre billet' });
  await expect(qr).toBeVisible();
  expect(await qr.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  const code = await page.locator('.ticket-code').innerText();
  expect(code).toMatch(/^[2-9A-HJKMNP-Z]{3}-[2-9A-HJKMNP-Z]{3}$/);
  return code;
}

async function chooseTheDay(page: Page): Promise<void> {
  const plan = page.getByRole('region', { name: 'Ma journée' });
  await expect(plan).toContainText('Créneau A : aucun atelier choisi');
  await choose(page, 'A03');
  await choose(page, 'B02');
  await choice(page, 'K01').getByRole('button', { name: '12 h 55' }).click();
  for (const line of ['A03 · Aller vers les personnes éloignées des droits', 'Salle Sarthe', 'B02', 'K01 · Bus des droits']) {
    await expect(plan).toContainText(line);
  }
  const hours = await plan.locator('li').filter({ hasText: / · / }).locator('time').allInnerTexts();
  expect(hours.map((hour) => hour.replace(/\s/g, ' '))).toEqual(['11 h', '12 h 55', '14 h']);
}

async function takeAgenda(page: Page): Promise<void> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Ajouter à mon agenda' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('conference.ics');
  const calendar = await readFile(await download.path(), 'utf8');
  expect(calendar).toMatch(/^BEGIN:VCALENDAR\r\n/);
  // RFC 5545 folds its long lines.
  const unfolded = calendar.replaceAll('\r\n ', '');
  for (const word of ['A03', 'Salle Sarthe', 'B02', 'K01']) expect(unfolded).toContain(word);
}

async function letIn(door: Page, code: string): Promise<void> {
  await door.goto('/accueil');
  await door.getByRole('link', { name: 'Entrée principale' }).click();
  await expect(door).toHaveURL(/\/accueil\/entree$/);
  await awake(door);

  await typeAtDoor(door, code);
  await expect(word(door)).toHaveText('Bienvenue');
  await expect(card(door)).toContainText('Camille Essai');
  await expect(card(door)).toContainText('Salle Sarthe');
  await door.getByRole('button', { name: 'Annuler ce pointage' }).click();
  await expect(word(door)).toHaveText('Annulé');

  await typeAtDoor(door, code);
  await expect(word(door)).toHaveText('Bienvenue');
  await typeAtDoor(door, code.toLowerCase().replace('-', ' '));
  await expect(word(door)).toHaveText('Déjà vu');
  await expect(card(door)).toContainText('par door@exemple.test');
}

async function takeLists(organiser: Page): Promise<void> {
  await organiser.getByRole('link', { name: 'Exports', exact: true }).click();
  const csv = await downloaded(organiser, 'CSV : Participants');
  expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const [heading = '', line = ''] = csv.toString('utf8').slice(1).split('\r\n');
  expect(heading).toMatch(/^"[^"]+";"/);
  expect(line).toContain('"Essai"');
  expect(line).toContain('"Camille"');
  expect(line.split(';')).toHaveLength(heading.split(';').length);

  const workbook = await downloaded(organiser, 'Excel : Participants');
  const texts = xlsxText(workbook);
  for (const word of ['Camille', 'Essai', 'Association Exemple']) expect(texts).toContain(word);

  await organiser.getByRole('link', { name: 'Toutes' }).click();
  const sheet = (name: string) => organiser.getByRole('table', { name });
  await expect(sheet('Conférence régionale')).toContainText('Essai Camille');
  await expect(sheet('A03 ·')).toContainText('Essai Camille');
  await expect(sheet('A04 ·')).not.toContainText('Essai Camille');
}

async function downloaded(page: Page, link: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link }).click(),
  ]);
  return readFile(await download.path());
}

function figure(page: Page, name: string) {
  return page.locator('.figures > div').filter({ hasText: name }).locator('dd');
}
