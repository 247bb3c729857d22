import type { Page } from '@playwright/test';
import { expectSent, openDoor, typeAtDoor, word } from './door.ts';
import { expect, follow, test } from './fixtures.ts';
import { A4, A4_LANDSCAPE, A6, expectApart, expectInsideBadges, expectNothingCut, print } from './paper.ts';
import { camille, choose, longNamed, type Person, registered, type Ticket } from './people.ts';

const BADGES = '/organisation/exports/badges';

/** Names that paper must hold: long, short, hyphenated, in several words, with an apostrophe. */
const people: readonly Person[] = [
  longNamed,
  camille,
  { first_name: 'Léo', last_name: 'Ng' },
  { first_name: 'Anne-Sophie Marie Bernadette', last_name: 'Vandenbroucke-Wojciechowska', organisation: 'MSA' },
  { first_name: 'Maximilien', last_name: 'd’Hérouville-Saint-Clair', organisation: 'Direction départementale de l’emploi, du travail et des solidarités de Maine-et-Loire' },
  ...Array.from({ length: 7 }, (_, index) => ({ first_name: 'Sacha', last_name: `Essai${10 + index}` })),
];

async function letIn(door: Page, ticket: Ticket): Promise<void> {
  await openDoor(door);
  await typeAtDoor(door, ticket.code);
  await expect(word(door)).toHaveText('Bienvenue');
  await expectSent(door);
}

test('badges print on the labels of an office, whatever the names', async ({ page, site, staff }, info) => {
  const tickets = await Promise.all(people.map((person) => registered(site, person)));
  await page.goto(tickets[0]?.path ?? '');
  for (const code of ['A03', 'B02']) await choose(page, code);
  const organiser = (await staff('organiser')).page;
  for (const format of ['90x55', '85x54', '105x57']) {
    await organiser.goto(`${BADGES}?format=${format}`);
    await expectInsideBadges(organiser);
    const { texts, sizes } = await print(organiser, info, format);
    expect(sizes, format).toEqual([A4, A4]);
    for (const words of ['Marie-Antoinette', 'Rochefoucauld', 'Montmorency', 'A03', 'Salle Sarthe', tickets[0]?.code ?? '']) {
      expect(texts.join('\n'), format).toContain(words);
    }
    expect(texts.join('\n')).not.toContain('Planches');
  }
  await organiser.goto(`${BADGES}?format=90x55&seances=dos`);
  await expectInsideBadges(organiser);
  const behind = await print(organiser, info, 'dos');
  expect(behind.sizes).toEqual([A4, A4, A4, A4]);
  expect(behind.texts[0]).not.toContain('Aller vers les personnes');
  expect(behind.texts[1]).toContain('Aller vers les personnes');

  await organiser.goto(`${BADGES}?format=a6`);
  await expectInsideBadges(organiser);
  const single = await print(organiser, info, 'a6');
  expect(single.sizes).toEqual(people.map(() => A6));
});

test('a sheet is moved by the measures of the form, and refuses what leaves the paper', async ({ site, staff }, info) => {
  await registered(site, camille);
  const { page } = await staff('organiser');
  await page.goto(BADGES);
  await page.locator('summary').click();
  await page.getByLabel('Marge de gauche').fill('13,5');
  await page.getByLabel('Décaler vers le bas').fill('-1');
  await page.getByRole('button', { name: 'Afficher les badges' }).click();
  await expect(page.locator('.badge-sheet svg > g')).toHaveAttribute('transform', 'translate(1350 1000)');

  await page.locator('summary').click();
  await page.getByLabel('Marge de gauche').fill('60');
  await page.getByRole('button', { name: 'Afficher les badges' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.getByRole('alert')).toContainText('dépassent de la page');
  await expect(page.getByLabel('Marge de gauche')).toHaveValue('60');

  await page.getByRole('link', { name: 'page de calage' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page de calage');
  const { texts, sizes } = await print(page, info, 'calage');
  expect(sizes).toEqual([A4]);
  expect(texts[0]).toContain('100 mm');
});

test('printed badges are marked once checked, and one is printed again from a person’s page', async ({ site, staff }) => {
  for (const person of people.slice(0, 3)) await registered(site, person);
  const { page } = await staff('organiser');
  await page.goto(`${BADGES}?qui=nouveaux`);
  await expect(page.locator('.badge-sheet svg > g')).toHaveCount(3);
  await page.getByRole('button', { name: 'Marquer 3 badges imprimés' }).click();
  await expect(page.getByRole('alert')).toContainText('rien n’a été marqué');
  await page.getByLabel('J’ai vérifié ces planches').check();
  await page.getByRole('button', { name: 'Marquer 3 badges imprimés' }).click();
  await expect(page.getByRole('status')).toContainText('C’est noté');
  await expect(page.locator('.badge-sheet')).toHaveCount(0);
  await expect(page.locator('.lead')).toContainText('tous sont déjà imprimés');

  await page.goto('/organisation/participants?q=montmorency');
  await page.getByRole('link', { name: 'Montmorency' }).click();
  await page.getByRole('link', { name: 'Réimprimer le badge' }).click();
  await expect(page.locator('.badge-sheet svg > g')).toHaveCount(1);
  await expect(page.locator('.badge-sheet')).toContainText('Montmorency');

  await page.goBack();
  await page.getByRole('link', { name: 'Modifier ces informations' }).click();
  await page.getByLabel('Nom', { exact: true }).fill('Montmorency');
  await follow(page.getByRole('button', { name: 'Enregistrer' }));
  await page.goto('/organisation/exports');
  await expect(page.locator('.downloads li').first()).toContainText('1 badge corrigé à réimprimer');
  await page.getByRole('link', { name: 'À réimprimer : Badges' }).click();
  await expect(page.locator('.badge-sheet svg > g')).toHaveCount(1);
  await expect(page.locator('.badge-sheet')).toContainText('Montmorency');
});

test('whoever came prints their certificate, and anyone can verify it', async ({ page, site, staff }, info) => {
  const [long, other] = [await registered(site, longNamed), await registered(site, camille)];
  const door = (await staff('door')).page;
  await letIn(door, long);
  await page.goto(long.path);
  await follow(page.getByRole('link', { name: 'Mon attestation de présence' }));
  const own = await print(page, info, 'attestation');
  expect(own.sizes).toEqual([A4]);
  expect(own.texts[0]).toContain('Marie-Antoinette de La Rochefoucauld-Montmorency');
  const code = await page.locator('.certificate .code').innerText();
  expect(own.texts[0]).toContain(code);

  await page.goto('/attestation');
  await page.getByLabel('Code de l’attestation').fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Vérifier' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cette attestation est authentique');
  await expect(page.locator('main')).toContainText('Marie-Antoinette de La Rochefoucauld-Montmorency');
  await page.goto('/attestation?code=KX7');
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.locator('main')).toContainText('comparez-le avec le papier');

  expect((await page.goto(`${other.path}/attestation`))?.status()).toBe(409);
  await letIn(door, other);
  const organiser = (await staff('organiser')).page;
  await organiser.goto('/organisation/exports/attestations');
  const all = await print(organiser, info, 'attestations');
  expect(all.sizes).toEqual([A4, A4]);
  expect(all.texts[0]).toContain('Montmorency');
  expect(all.texts[1]).toContain('Camille Essai');
});

test('a sign hangs on each door, with everything on it', async ({ staff }, info) => {
  const { page } = await staff('organiser');
  await page.goto('/organisation/exports/affiches');
  // Ten rooms with two workshops each, and ten places in the hall.
  await expect(page.locator('.sign')).toHaveCount(20);
  const { texts, sizes } = await print(page, info, 'affiches');
  expect(sizes).toEqual(Array.from({ length: 20 }, () => A4_LANDSCAPE));
  expect(texts[0]).toContain('Salle Loire');
  for (const words of ['A01', 'Lever les freins', 'B01', '11 h']) expect(texts[0]?.replaceAll('\u00a0', ' ')).toContain(words);
  await expectNothingCut(page, '.sign');
  for (const width of [360, 320]) {
    await page.setViewportSize({ width, height: 740 });
    await expectApart(page, '.sign', '.hours, .what, .hosts, svg');
  }
});

test('the day fits in a pocket', async ({ staff }, info) => {
  const { page } = await staff('organiser');
  await page.goto('/organisation/exports/programme-de-poche');
  const { texts, sizes } = await print(page, info, 'poche');
  expect(sizes).toEqual([A4_LANDSCAPE, A4_LANDSCAPE]);
  const all = texts.join('\n');
  for (const code of ['A01', 'A10', 'B01', 'B10', 'K01', 'K10']) expect(all).toContain(code);
  for (const words of ['Maison de quartier', 'Salle Loire', 'Hall, emplacement 10']) expect(all).toContain(words);
});

test('the emergency set holds everybody, every list and blank lines', async ({ page, site, staff }, info) => {
  const ticket = await registered(site, longNamed);
  const waiting = await registered(site, camille);
  await page.goto(ticket.path);
  await choose(page, 'A03');
  const door = (await staff('door')).page;
  await letIn(door, waiting);
  const organiser = (await staff('organiser')).page;
  await organiser.goto('/organisation/exports');
  await follow(organiser.getByRole('link', { name: 'Tout imprimer' }));
  const { texts, sizes } = await print(organiser, info, 'pochette');
  // A cover, the list, the conference and fifty sessions, three blank sheets.
  expect(sizes).toEqual(Array.from({ length: 1 + 1 + 51 + 3 }, () => A4));
  const list = texts[1] ?? '';
  for (const words of ['Rochefoucauld', ticket.code, 'A03', waiting.code]) expect(list).toContain(words);
  expect(texts[2]).toMatch(/✓\s\d+\sh/);
  expect(texts.at(-1)).toContain('Page 3 / 3');
});

test('attendance is signed by half-days too, and shows who was scanned', async ({ site, staff }, info) => {
  const ticket = await registered(site, camille);
  await registered(site, longNamed);
  await letIn((await staff('door')).page, ticket);
  const { page } = await staff('organiser');
  await page.goto('/organisation/exports/emargement?seance=conference');
  const row = page.getByRole('row').filter({ hasText: 'Essai Camille' });
  await expect(row.locator('.scanned')).toHaveText(/✓\s\d+\sh/);
  for (const [half, words] of [['matin', 'Matin'], ['apres-midi', 'Après-midi']] as const) {
    await page.goto(`/organisation/exports/emargement?seance=${half}`);
    const { texts, sizes } = await print(page, info, half);
    expect(sizes).toEqual([A4]);
    for (const expected of [words, 'Rochefoucauld', 'Page 1 / 1']) expect(texts[0]).toContain(expected);
  }
});
