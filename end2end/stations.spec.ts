import { type Page } from '@playwright/test';
import { expect, follow, test } from './fixtures.ts';
import { look } from './looking.ts';
import { camille, longNamed, registered } from './people.ts';
import type { Site } from './site.ts';

// Axe looks at several pages.
test.describe.configure({ timeout: 120_000 });

/** The code that an organiser shows: its path. */
async function invitation(organiser: Page): Promise<string> {
  await organiser.goto('/organisation/equipe');
  await organiser.getByRole('link', { name: 'Téléphones de l’accueil' }).click();
  await organiser.getByRole('button', { name: 'Créer le code' }).click();
  await expect(organiser.getByRole('img', { name: /QR code/ })).toBeVisible();
  const link = await organiser.getByLabel('Le même, en lien').inputValue();
  return new URL(link).pathname;
}

/** A phone that follows it, in a browser of its own. */
async function phone(from: Page, site: Site, path: string, name: string): Promise<Page> {
  const browser = from.context().browser();
  if (!browser) throw new Error('the page has no browser');
  const javaScriptEnabled = test.info().project.use.javaScriptEnabled !== false;
  const page = await (await browser.newContext({ baseURL: site.url, javaScriptEnabled })).newPage();
  await page.goto(path);
  await page.getByLabel('Nom de ce téléphone').fill(name);
  await page.getByRole('button', { name: 'Préparer ce téléphone' }).click();
  await expect(page).toHaveURL(/\/accueil$/);
  return page;
}

test('an organiser prepares phones, follows the door and takes a lost phone away', async ({ page, site, staff }) => {
  await registered(site, camille);
  await registered(site, longNamed);
  const organiser = (await staff('organiser')).page;
  await organiser.goto('/organisation/equipe/telephones');
  await expect(organiser.getByRole('heading', { name: 'Aucun téléphone n’est prêt' })).toBeVisible();
  await organiser.getByLabel('Combien de téléphones').fill('1000');
  await organiser.getByRole('button', { name: 'Créer le code' }).click();
  await expect(organiser.getByRole('alert')).toBeFocused();
  await expect(organiser.getByLabel('Combien de téléphones')).toHaveValue('1000');

  const path = await invitation(organiser);
  await look(organiser, { name: 'telephones-code', path: '', main: true });
  await page.goto(path);
  await page.getByRole('button', { name: 'Préparer ce téléphone' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await look(page, { name: 'telephone-a-nommer', path: '', main: true });
  const lost = await phone(organiser, site, path, 'Entrée, téléphone de l’association');

  await organiser.goto('/organisation/accueil');
  await expect(organiser.getByRole('row', { name: /l’association/ })).toBeVisible();
  await look(organiser, { name: 'organisation-accueil', path: '', main: true });
  await organiser.getByRole('link', { name: 'Projeter, sans noms' }).click();
  await expect(organiser.getByText('de l’association')).toHaveCount(0);

  await organiser.goto('/organisation/equipe/telephones');
  await look(organiser, { name: 'telephones', path: '', main: true });
  await follow(organiser.getByRole('link', { name: /^Retirer/ }));
  await look(organiser, { name: 'telephone-retirer', path: '' });
  await organiser.getByRole('button', { name: 'Retirer ce téléphone' }).click();
  await expect(organiser.getByRole('status').first()).toContainText('ce téléphone est retiré');
  expect((await lost.request.get('/accueil/liste')).status()).toBe(410);
  await lost.context().close();
});

test('paper sheets are entered line after line', async ({ staff }) => {
  const organiser = (await staff('organiser')).page;
  await organiser.goto('/organisation/accueil/papier');
  await expect(organiser.getByLabel('Code imprimé')).toBeFocused();
  await organiser.getByLabel('Code imprimé').fill('Z22-222');
  await organiser.getByRole('button', { name: /Enregistrer/ }).click();
  await expect(organiser.getByRole('alert')).toBeFocused();
  await expect(organiser.getByLabel('Code imprimé')).toHaveValue('Z22-222');
  await look(organiser, { name: 'fiches-papier', path: '', main: true });
  await organiser.getByLabel('Heure d’arrivée').fill('9h05');
  await organiser.getByLabel('Prénom', { exact: true }).fill('Sacha');
  await organiser.getByLabel('Nom', { exact: true }).fill('Papier');
  await organiser.getByRole('button', { name: /Enregistrer/ }).click();
  await expect(organiser.getByRole('status').first()).toContainText('Sacha Papier (Z22-222) est dans la liste');
  await expect(organiser.getByLabel('Code imprimé')).toBeFocused();
  await organiser.goto('/organisation/accueil');
  await expect(organiser.getByRole('row', { name: /Sacha Papier/ })).toContainText(/9\sh\s05/);
});
