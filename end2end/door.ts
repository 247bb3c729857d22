import { expect, type Locator, type Page, test } from '@playwright/test';

/** Opens a door; where scripts run, waits for its island to be awake, as people do. */
export async function openDoor(page: Page, path = '/accueil/entree'): Promise<void> {
  await page.goto(path);
  await awake(page);
}

/** A door that was come to by a link or a form is ready to be used. */
export async function awake(page: Page): Promise<void> {
  await expect(page.getByLabel('Code du billet ou nom')).toBeVisible();
  if (test.info().project.use.javaScriptEnabled !== false) await expect(page.locator('.scanner')).toBeVisible();
}

/** Types into the door's one field: the answer comes on this page where scripts run, else on the next. */
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
