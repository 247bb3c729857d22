import { type Locator, type Page, expect } from '@playwright/test';
import type { Site } from './site.ts';

/** What someone writes into the registration form; without an address, they tick that they have none. */
export interface Person {
  readonly first_name: string;
  readonly last_name: string;
  readonly email?: string;
  readonly organisation?: string;
}

/** Someone's own page, and the code to be read aloud. */
export interface Ticket {
  readonly path: string;
  readonly code: string;
}

export const camille: Person = {
  first_name: 'Camille',
  last_name: 'Essai',
  email: 'camille.essai@exemple.test',
  organisation: 'Association Exemple',
};

export const longNamed: Person = {
  first_name: 'Marie-Antoinette',
  last_name: 'de La Rochefoucauld-Montmorency',
  email: 'marie-antoinette.longue@exemple.test',
  organisation: 'Centre communal d’action sociale de Saint-Barthélemy-d’Anjou',
};

/** Fills the registration form in, as far as this person would. */
export async function fillIn(page: Page, person: Person): Promise<void> {
  await page.getByLabel('Prénom', { exact: true }).fill(person.first_name);
  await page.getByLabel('Nom', { exact: true }).fill(person.last_name);
  if (person.email) await page.getByLabel('Adresse e-mail', { exact: true }).fill(person.email);
  else await page.locator('#no_email').check();
  if (person.organisation) {
    const organisation = page.locator('#organisation');
    if (!(await organisation.isVisible())) await page.getByText('Structure et besoins pour participer').click();
    await organisation.fill(person.organisation);
  }
  const consent = page.locator('#consent');
  if (await consent.count()) await consent.check();
}

/** The button that sends the registration form. */
export function registerButton(page: Page): Locator {
  return page.locator('main form.form').getByRole('button', { name: 'inscrire' });
}

/** Registers by the page, from its form to the ticket. */
export async function register(page: Page, person: Person): Promise<Ticket> {
  await page.goto('/inscription');
  await fillIn(page, person);
  await registerButton(page).click();
  await expect(page).toHaveURL(/\/billet\/[a-z0-9]+/);
  return { path: new URL(page.url()).pathname, code: await page.locator('.ticket-code').innerText() };
}

/** What the form of a person holds, as it is sent. */
export function asForm(person: Person, more: Record<string, string> = {}): URLSearchParams {
  const none = person.email ? {} : { no_email: 'oui' };
  return new URLSearchParams({ ...person, ...none, consent: 'oui', ...more });
}

/** Registers without a page, where registering is not what is tested. */
export async function registered(site: Site, person: Person): Promise<Ticket> {
  const answer = await fetch(`${site.url}/inscription`, { method: 'POST', body: asForm(person), redirect: 'manual' });
  const to = answer.headers.get('location');
  if (!to) throw new Error(`not registered: ${answer.status}`);
  const path = new URL(to, site.url).pathname;
  const page = await (await fetch(site.url + path)).text();
  return { path, code: /class="ticket-code">([^<]+)</.exec(page)?.[1] ?? '' };
}

/** How many of the conference's places are taken, as the home page draws it. */
export async function taken(site: Site): Promise<number> {
  const home = await (await fetch(site.url)).text();
  return Number(/<meter[^>]*value="(\d+)"/.exec(home)?.[1]);
}

/** A workshop or kiosk among the choices of a ticket's page. */
export function choice(page: Page, code: string): Locator {
  return page.locator('.choices:not(.lines) > li').filter({ has: page.locator('.code', { hasText: code }) });
}

/** Chooses a workshop on a ticket's page. */
export async function choose(page: Page, code: string): Promise<void> {
  await choice(page, code).getByRole('button').click();
  await expect(choice(page, code)).toContainText('Votre choix');
}

/** Joins the line of a full workshop on a ticket's page. */
export async function wait(page: Page, code: string): Promise<void> {
  await choice(page, code).getByRole('button', { name: 'Me mettre en liste d’attente' }).click();
  await expect(choice(page, code)).toContainText('sur la liste d’attente');
}

/** The lines someone waits in, below the plan of their day. */
export function lines(page: Page): Locator {
  return page.locator('#attente');
}

/** The sentence at the top of a ticket's page about what was just done. */
export function said(page: Page): Locator {
  return page.locator('main').getByRole('status').first();
}

/** Fails when the page can be moved sideways, or something of it sticks out at the right. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { width, room } = await page.evaluate(() => ({
    width: document.documentElement.scrollWidth,
    room: document.documentElement.clientWidth,
  }));
  expect(width, `largeur de ${page.url()} sur ${room} px`).toBeLessThanOrEqual(room);
}
