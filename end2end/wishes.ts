import { type Locator, type Page, expect } from '@playwright/test';
import { conferenceDate } from './site.ts';

/** Eight in the morning on the day: before every slot. */
export const deadline = `${conferenceDate()}T08:00`;

/** The form of wishes of créneau A. */
export function form(page: Page): Locator {
  return page.locator('#choix-A form.wishes');
}

/** Puts créneau A on wishes, on an organiser's page. */
export async function openWishes(organiser: Page): Promise<void> {
  await organiser.goto('/organisation/voeux');
  const slot = organiser.getByRole('region', { name: /^Créneau A/ });
  await slot.getByLabel('Échéance des vœux').fill(deadline);
  await slot.getByRole('button', { name: 'Passer aux vœux' }).click();
  await expect(organiser.getByRole('status').first()).toContainText('les vœux sont ouverts');
}

/** Ranks workshops, best first, by whatever the page offers, and sends the form. */
export async function wish(page: Page, codes: readonly string[]): Promise<void> {
  const lists = form(page).locator('select');
  if (await lists.first().isVisible()) {
    for (const [index, code] of codes.entries()) {
      const list = lists.nth(index);
      const value = await list.locator('option', { hasText: code }).getAttribute('value');
      await list.selectOption(value);
    }
  } else {
    for (const code of codes) {
      await form(page).locator('.rankable li', { hasText: code }).getByRole('button', { name: 'Ajouter' }).click();
    }
  }
  await form(page).getByRole('button', { name: 'Enregistrer mes vœux' }).click();
}

/** What the form would send, best first: the codes of the workshops. */
export async function ranked(page: Page): Promise<string[]> {
  const chosen = await form(page).locator('select').evaluateAll((lists) =>
    lists.map((list) => (list as HTMLSelectElement).selectedOptions[0]?.text.split(' ')[0] ?? ''),
  );
  return chosen.filter((code) => code !== '—');
}
