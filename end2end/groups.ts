import { type Locator, type Page, expect } from '@playwright/test';
import type { Person } from './people.ts';

export const groupForm = '/inscription/groupe';

/** Three colleagues; the last has no address. */
export const colleagues: readonly Person[] = [
  { first_name: 'Awa', last_name: 'Diallo', email: 'awa@exemple.test' },
  { first_name: 'Léo', last_name: 'Petit', email: 'leo@exemple.test' },
  { first_name: 'Sacha', last_name: 'Roy' },
];

/** A row of the form, by its number, from 1. */
export function row(page: Page, number: number): Locator {
  return page.getByRole('group', { name: `Personne ${number}`, exact: true });
}

export async function fillRow(page: Page, number: number, person: Person): Promise<void> {
  const fields = row(page, number);
  await fields.getByLabel('Prénom').fill(person.first_name);
  await fields.getByLabel('Nom', { exact: true }).fill(person.last_name);
  if (person.email) await fields.getByLabel('Adresse e-mail', { exact: true }).fill(person.email);
  else await fields.getByLabel('Pas d’adresse e-mail').check();
}

/** Opens the form of a group and fills in who registers the others. */
export async function openForm(page: Page): Promise<void> {
  await page.goto(groupForm);
  await fillContact(page);
}

export async function fillContact(page: Page): Promise<void> {
  await page.getByLabel('Votre prénom').fill('Inès');
  await page.getByLabel('Votre nom').fill('Morel');
  await page.getByLabel('Votre adresse e-mail').fill('ines@exemple.test');
  await page.locator('#consent').check();
}

/** The button that registers everybody. */
export function registerAll(page: Page): Locator {
  return page.locator('main form.form').getByRole('button', { name: /^Inscrire/ });
}

/** Registers a group by the page; answers the path of its own page. */
export async function registerGroup(page: Page, people: readonly Person[] = colleagues): Promise<string> {
  await openForm(page);
  for (const [index, person] of people.entries()) {
    if (!(await row(page, index + 1).count())) await page.getByRole('button', { name: 'Ajouter une ligne' }).click();
    await fillRow(page, index + 1, person);
  }
  await registerAll(page).click();
  await expect(page).toHaveURL(/\/groupe\/[a-z0-9]+\?inscrit$/);
  return new URL(page.url()).pathname;
}

/** What a group's page says of somebody. */
export function member(page: Page, name: string): Locator {
  return page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
}
