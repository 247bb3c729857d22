import { expect, type Page } from '@playwright/test';
import { follow } from './fixtures.ts';
import { camille, choice, choose, longNamed, registered, wait } from './people.ts';
import type { Alterations, Site } from './site.ts';

/** A01, A02 and the visits of K01 have one seat each. */
export const smallWorkshops: Alterations = {
  'room = "Salle Loire"\ncapacity = 24\nminimum = 6': 'room = "Salle Loire"\ncapacity = 1',
  'room = "Salle Maine"\ncapacity = 24\nminimum = 6': 'room = "Salle Maine"\ncapacity = 1',
  'room = "Hall, emplacement 1"\ncapacity = 8': 'room = "Hall, emplacement 1"\ncapacity = 1',
};

export const dominique = { first_name: 'Dominique', last_name: 'Essai', email: 'dominique@exemple.test' };
export const sacha = { first_name: 'Sacha', last_name: 'Guichet' };

/** The page of a session, from the dashboard. */
export async function sessionPage(organiser: Page, title: string): Promise<string> {
  await organiser.goto('/organisation');
  await organiser.getByRole('link', { name: title }).click();
  await expect(organiser.getByRole('heading', { level: 1 })).toContainText(title);
  return new URL(organiser.url()).pathname;
}

/** Where the newest letter about a freed seat leads. */
export async function seatLink(organiser: Page): Promise<string> {
  await organiser.goto('/organisation/courriels');
  await organiser.getByRole('link', { name: 'Place libérée dans une séance' }).first().click();
  const words = await organiser.locator('article.letter pre').innerText();
  const link = /https?:\/\/\S+\/billet\/\S+\/place\/\S+/.exec(words)?.[0];
  if (!link) throw new Error(`no link to the seat in: ${words}`);
  return new URL(link).pathname;
}

interface Freed {
  /** Who was promoted to A01, who waits for it, and who holds A02 and would swap it. */
  readonly tickets: { readonly promoted: string; readonly waiting: string; readonly swapping: string };
  /** The organisers' page of A01. */
  readonly session: string;
  /** Where the letter leads. */
  readonly seat: string;
}

/** A01 was given back and went to the first in its line; two people still wait for it. */
export async function freedSeat(site: Site, page: Page, organiser: Page): Promise<Freed> {
  const [first, promoted, waiting, swapping] = [
    await registered(site, { first_name: 'Alix', last_name: 'Premier' }),
    await registered(site, dominique),
    await registered(site, longNamed),
    await registered(site, camille),
  ];
  await page.goto(first.path);
  await choose(page, 'A01');
  for (const { path } of [promoted, waiting]) {
    await page.goto(path);
    await wait(page, 'A01');
  }
  await page.goto(swapping.path);
  await choose(page, 'A02');
  await choice(page, 'K01').getByRole('button', { name: '12 h 30' }).click();
  await follow(choice(page, 'A01').getByRole('button', { name: 'Attendre, et échanger A02' }));
  await page.goto(waiting.path);
  await follow(choice(page, 'K01').getByRole('button', { name: '12 h 30' }));
  await page.goto(first.path);
  await follow(choice(page, 'A01').getByRole('button', { name: 'Rendre ma place' }));
  const session = await sessionPage(organiser, 'Lever les freins à la mobilité');
  const seat = await seatLink(organiser);
  const tickets = { promoted: promoted.path, waiting: waiting.path, swapping: swapping.path };
  return { tickets, session, seat };
}
