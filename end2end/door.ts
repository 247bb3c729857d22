import { expect, type Locator, type Page, test } from '@playwright/test';

const scripted = () => test.info().project.use.javaScriptEnabled !== false;

/** Opens a door; where scripts run, on a phone that is prepared for it first. */
export async function openDoor(page: Page, path = '/accueil/entree'): Promise<void> {
  await page.goto(path);
  await awake(page);
  if (await page.locator('.door-preparation').count()) await prepare(page, 'Téléphone de l’entrée', path);
}

/** A door that was come to by a link or a form is ready to be used: by its program where scripts run. */
export async function awake(page: Page): Promise<void> {
  if (scripted()) await expect(page.locator('.door-preparation, .door-app .ready').first()).toBeVisible();
  await expect(page.getByLabel('Code du billet ou nom')).toBeVisible();
}

/** Makes this browser a phone of the door, and waits until it is ready for the day without a network. */
export async function prepare(page: Page, name = 'Téléphone de l’entrée', path = '/accueil/entree'): Promise<void> {
  await page.goto('/accueil');
  await page.getByLabel('Nom de ce téléphone').fill(name);
  await page.getByRole('button', { name: 'Préparer ce téléphone' }).click();
  await readyOffline(page);
  await page.goto(path);
  await readyOffline(page);
}

/** The list and every file of the door are on the phone. */
export async function readyOffline(page: Page): Promise<void> {
  await expect(page.locator('.door-status .ready')).toContainText('Prêt hors ligne', { timeout: 20_000 });
}

/** Types into the door's one field: the answer comes on this page where the phone is prepared, else on the next. */
export async function typeAtDoor(page: Page, typed: string): Promise<void> {
  const field = page.getByLabel('Code du billet ou nom');
  await field.fill(typed);
  await field.press('Enter');
}

/** What the door says of the last ticket: there is one card at most. */
export function card(page: Page): Locator {
  return page.locator('.verdict:visible');
}

/** The one word of the card, to be read at arm's length. */
export function word(page: Page): Locator {
  return card(page).locator('.word');
}

/** How many came, whether the phone is ready, and what waits. */
export function status(page: Page): Locator {
  return page.locator('.door-status:visible');
}

/** What somebody at the door is to read. */
export function notices(page: Page): Locator {
  return page.locator('.door-notice:visible');
}

/** Everything that was done on this phone has reached the server. */
export async function expectSent(page: Page): Promise<void> {
  if (!scripted()) return;
  await expect(status(page)).not.toContainText(/non envoyés?/, { timeout: 15_000 });
}
