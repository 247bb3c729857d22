import { readFile, writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { pdfPages, pdfTexts } from './files.ts';
import { expect, follow, test } from './fixtures.ts';
import { lookAtAll, look } from './looking.ts';
import { camille, choice, choose, longNamed, registered } from './people.ts';

const hub = '/organisation/programme';

/** Whether scripts run in this project. */
const scripted = () => test.info().project.use.javaScriptEnabled !== false;

/** Opens a workshop's form, moves it to another room, and goes on to the question. */
async function moveToAnotherRoom(page: Page, code: string, room: string): Promise<void> {
  await page.goto(`${hub}/salles/nouveau`);
  await page.getByLabel('Nom', { exact: true }).fill(room);
  await page.getByRole('button', { name: 'Ajouter au programme' }).click();
  await expect(page.getByRole('status')).toContainText('enregistré');
  await page.goto(hub);
  await page.getByRole('link', { name: code }).click();
  await page.getByLabel('Salle', { exact: true }).selectOption(room);
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ce changement concerne des personnes');
}

test('the day is a grid that leads to each workshop, and one sheet of paper', async ({ page }, info) => {
  await page.goto('/programme');
  await page.getByRole('link', { name: 'La journée en un coup d’œil' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('La journée en un coup d’œil');
  const workshop = page.getByRole('link', { name: 'Lever les freins à la mobilité' });
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    await expect(workshop).toBeVisible();
  }
  // Wide, the rooms of both slots stand in the same columns.
  await page.setViewportSize({ width: 1280, height: 800 });
  const [loire, again] = await page.getByRole('columnheader', { name: 'Salle Loire' }).all();
  expect((await loire?.boundingBox())?.x).toBe((await again?.boundingBox())?.x);
  await workshop.click();
  await expect(page).toHaveURL(/\/programme\/A01$/);

  await page.goto('/programme/grille/imprimer');
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdfPages(pdf)).toBe(1);
  const file = info.outputPath('grille.pdf');
  await writeFile(file, pdf);
  const text = (await pdfTexts(file))?.join('\n');
  if (text === undefined) return;
  for (const word of ['Salle Loire', 'A01', 'B10', 'K10', 'Clôture', 'Rural']) expect(text).toContain(word);
  expect(text).not.toContain('Imprimer');
});

test('a workshop moves: who is concerned, the letter, and the letters called back', async ({ page, site, staff }) => {
  const ticket = await registered(site, camille);
  await page.goto(ticket.path);
  await choose(page, 'A01');
  const organiser = (await staff('organiser')).page;
  await moveToAnotherRoom(organiser, 'A01', 'Salle Neuve');
  const main = organiser.locator('main');
  for (const said of ['Essai Camille', 'Salle Loire', 'Salle Neuve', 'change de salle', 'Vous gardez ce que vous avez choisi']) {
    await expect(main).toContainText(said);
  }
  await expect(organiser.getByLabel('Prévenir par courriel')).toBeChecked();
  await organiser.getByRole('button', { name: 'Enregistrer ce changement' }).click();
  await expect(organiser.getByRole('status')).toContainText('deux minutes');
  await page.reload();
  await expect(page.locator('main')).toContainText('Salle Neuve');

  const timer = organiser.getByRole('timer');
  await expect(timer).toContainText(/1\slettre part dans [12]\sminute/);
  if (scripted()) {
    const before = await timer.innerText();
    await expect(timer).not.toHaveText(before);
  }
  await organiser.getByRole('button', { name: 'Rappeler ces lettres' }).click();
  await expect(organiser.getByRole('status')).toContainText('ne partiront pas');
  await expect(organiser.getByRole('button', { name: 'Rappeler ces lettres' })).toHaveCount(0);
  await organiser.goto('/organisation/courriels');
  await expect(organiser.locator('main')).not.toContainText('Séance déplacée');
  await organiser.goto('/organisation/journal');
  await expect(organiser.locator('main')).toContainText('Salle Loire → Salle Neuve');
});

test('a clash is told before anything is saved, and what was typed is kept', async ({ staff }) => {
  const { page } = await staff('organiser');
  await page.goto(`${hub}/ateliers/A01`);
  await page.getByLabel('Titre').fill('Un tout autre titre');
  await page.getByLabel('Salle', { exact: true }).selectOption('Salle Maine');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.getByRole('alert')).toContainText('A01 et A02 seraient ensemble dans');
  await expect(page.getByLabel('Titre')).toHaveValue('Un tout autre titre');
  await page.getByLabel('Titre').fill('');
  await page.getByLabel('Nombre de places').fill('0');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.getByLabel('Titre')).toHaveAccessibleDescription(/Remplissez ce champ/);
  await expect(page.getByLabel('Nombre de places')).toHaveAccessibleDescription(/entre 1 et 10000/);
  await page.getByRole('link', { name: 'Ne rien changer' }).click();
  await expect(page).toHaveURL(new RegExp(`${hub}$`));
});

test('a form left open shows what the programme says by now beside what was typed', async ({ staff }) => {
  const { page } = await staff('organiser');
  await page.goto(`${hub}/ateliers/A01`);
  const other = await page.context().newPage();
  await other.goto(`${hub}/ateliers/A01`);
  await other.getByLabel('Titre').fill('Le titre de l’autre');
  await other.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(other.getByRole('status')).toContainText('enregistré');
  await other.goto(`${hub}/salles/Salle%20Mayenne`);
  await page.getByLabel('Titre').fill('Mon titre');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByRole('alert')).toContainText('Le programme a changé entre-temps');
  await expect(page.getByLabel('Titre')).toHaveValue('Mon titre');
  await expect(page.getByLabel('Titre')).toHaveAccessibleDescription('Le programme dit maintenant : Le titre de l’autre');
  await expect(page.locator('.says-now')).toHaveCount(1);
  await look(page, { name: 'programme-perime', path: '', main: true });

  await page.goto(`${hub}/salles/Salle%20Mayenne`);
  await other.getByLabel('Nom', { exact: true }).fill('Salle Neuve');
  await other.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(other.getByRole('status')).toContainText('enregistré');
  await page.getByLabel('Nombre de sièges').fill('99');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByRole('alert')).toContainText('quelqu’un a retiré la salle « Salle Mayenne » du programme');
  await expect(page.getByLabel('Nombre de sièges')).toHaveValue('99');
  await expect(page.getByRole('button', { name: 'Ajouter au programme' })).toBeVisible();
});

test('a workshop is added, shown to everybody, and taken out', async ({ page, staff }) => {
  const organiser = (await staff('organiser')).page;
  await organiser.goto(`${hub}/salles/nouveau`);
  await organiser.getByLabel('Nom', { exact: true }).fill('Salle du fond');
  await follow(organiser.getByRole('button', { name: 'Ajouter au programme' }));
  await organiser.goto(hub);
  await organiser.getByRole('link', { name: 'Ajouter un atelier' }).click();
  await organiser.getByLabel('Code').fill('A11');
  await organiser.getByLabel('Titre').fill('Un atelier de plus');
  await organiser.getByLabel('Thème', { exact: true }).selectOption({ label: 'Rural' });
  await organiser.getByLabel('Animation à confirmer').check();
  await organiser.getByLabel('Créneau').selectOption('A');
  await organiser.getByLabel('Salle', { exact: true }).selectOption('Salle du fond');
  await organiser.getByLabel('Nombre de places').fill('12');
  await organiser.getByRole('button', { name: 'Ajouter au programme' }).click();
  await expect(organiser.getByRole('status')).toContainText('enregistré');
  await page.goto('/programme');
  await expect(page.getByRole('link', { name: 'Un atelier de plus' })).toBeVisible();

  await organiser.getByRole('link', { name: 'Un atelier de plus' }).click();
  await organiser.getByRole('link', { name: 'Retirer du programme' }).click();
  await organiser.getByRole('button', { name: 'Retirer du programme' }).click();
  await expect(organiser.getByRole('status')).toContainText('retiré');
  await page.reload();
  await expect(page.getByRole('link', { name: 'Un atelier de plus' })).toHaveCount(0);
});

test('the whole programme is downloaded, corrected on the page, and loaded', async ({ page, site, staff }, info) => {
  const ticket = await registered(site, camille);
  await page.goto(ticket.path);
  await choose(page, 'A02');
  const organiser = (await staff('organiser')).page;
  await organiser.goto(hub);
  const [download] = await Promise.all([
    organiser.waitForEvent('download'),
    organiser.getByRole('link', { name: 'Télécharger programme.toml' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('programme.toml');
  const text = await readFile(await download.path(), 'utf8');
  const load = async (content: string) => {
    const file = info.outputPath('programme.toml');
    await writeFile(file, content);
    await organiser.goto(`${hub}/import`);
    await organiser.getByLabel('Fichier du programme').setInputFiles(file);
    await organiser.getByRole('button', { name: 'Vérifier ce programme' }).click();
  };
  await load(text);
  await expect(organiser.getByRole('status')).toContainText('Rien n’a changé');

  await load(text.replaceAll('Salle Maine', 'Grande salle').replace('code = "A03"', 'cod = "A03"'));
  await expect(organiser.getByRole('alert')).toContainText(/fautes? dans ce fichier/);
  await expect(organiser.getByRole('alert')).toContainText(/ligne \d+/);
  const corrected = organiser.getByLabel('Ou corrigez-le ici');
  await corrected.fill((await corrected.inputValue()).replace('cod = "A03"', 'code = "A03"'));
  await organiser.getByRole('button', { name: 'Vérifier ce programme' }).click();
  await expect(organiser.getByRole('heading', { level: 1 })).toContainText('Charger ce programme');
  await expect(organiser.locator('main')).toContainText('Essai Camille');
  await organiser.getByLabel('Prévenir par courriel').uncheck();
  await organiser.getByRole('button', { name: 'Enregistrer ce changement' }).click();
  await expect(organiser.getByRole('status')).toContainText('enregistré');
  await expect(organiser.getByRole('button', { name: 'Rappeler ces lettres' })).toHaveCount(0);
  await page.reload();
  await expect(page.locator('main')).toContainText('Grande salle');
});

test('the programme’s pages are for everybody', async ({ page, site, staff }) => {
  test.setTimeout(240_000);
  const ticket = await registered(site, longNamed);
  await page.goto(ticket.path);
  await choose(page, 'A01');
  await choice(page, 'K01').getByRole('button').first().click();
  await expect(choice(page, 'K01')).toContainText('Rendre ma place');
  await lookAtAll(page, [
    { name: 'programme-grille', path: '/programme/grille', main: true },
    { name: 'programme-grille-papier', path: '/programme/grille/imprimer' },
  ]);
  const organiser = (await staff('organiser')).page;
  await lookAtAll(organiser, [
    { name: 'programme-equipe', path: hub, main: true },
    { name: 'programme-atelier', path: `${hub}/ateliers/A01`, main: true },
    { name: 'programme-kiosque', path: `${hub}/kiosques/K01`, main: true },
    { name: 'programme-conference', path: `${hub}/conference` },
    { name: 'programme-fenetres', path: `${hub}/inscriptions` },
    { name: 'programme-textes', path: `${hub}/textes` },
    { name: 'programme-salles', path: `${hub}/salles`, main: true },
    { name: 'programme-salle', path: `${hub}/salles/Salle%20Loire` },
    { name: 'programme-retirer', path: `${hub}/salles/Salle%20Loire/retirer` },
    { name: 'programme-retirer-atelier', path: `${hub}/ateliers/A01/retirer` },
    { name: 'programme-animation', path: `${hub}/animation/nouveau` },
    { name: 'programme-import', path: `${hub}/import` },
  ]);
  await organiser.goto(`${hub}/kiosques/K01`);
  await organiser.getByRole('textbox', { name: /^Visite 1/ }).fill('12:00');
  await organiser.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(organiser.locator('main')).toContainText('à deux endroits');
  await look(organiser, { name: 'programme-question', path: '', main: true });
  await organiser.getByRole('button', { name: 'Enregistrer ce changement' }).click();
  await expect(organiser.getByRole('button', { name: 'Rappeler ces lettres' })).toBeVisible();
  await look(organiser, { name: 'programme-lettres', path: '', main: true });
  await organiser.goto(`${hub}/ateliers/A01`);
  await organiser.getByLabel('Titre').fill('');
  await follow(organiser.getByRole('button', { name: 'Enregistrer' }));
  await look(organiser, { name: 'programme-refus', path: '', main: true });
});
