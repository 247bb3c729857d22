import { expect, type Page } from '@playwright/test';
import { camille, longNamed, registered } from './people.ts';
import type { Site } from './site.ts';

/** A page of the site: what it is called, where it is, and whether it is among those pictured and looked at in the dark. */
export interface Place {
  readonly name: string;
  readonly path: string;
  readonly main?: boolean;
}

export const publicPlaces: readonly Place[] = [
  { name: 'accueil-public', path: '/', main: true },
  { name: 'programme', path: '/programme', main: true },
  { name: 'programme-filtre', path: '/programme?type=kiosque&theme=rural' },
  { name: 'atelier', path: '/programme/A03', main: true },
  { name: 'kiosque', path: '/programme/K01' },
  { name: 'inscription', path: '/inscription', main: true },
  { name: 'retrouver-mon-billet', path: '/retrouver-mon-billet' },
  { name: 'mentions-legales', path: '/mentions-legales' },
  { name: 'donnees-personnelles', path: '/donnees-personnelles' },
  { name: 'accessibilite', path: '/accessibilite' },
  { name: 'connexion', path: '/connexion' },
];

/** Whose pages are looked at. */
export interface People {
  /** With choices for the day. */
  readonly chosen: string;
  /** Without an address and without choices. */
  readonly bare: string;
  /** Who gave their place up. */
  readonly cancelled: string;
  /** A code that has not been scanned. */
  readonly code: string;
}

/** A conference with a few people in it: a page without anybody hides what may be wrong with it. */
export async function inhabited(site: Site, page: Page): Promise<People> {
  const chosen = await registered(site, longNamed);
  const bare = await registered(site, { first_name: 'Sacha', last_name: 'Guichet' });
  const cancelled = await registered(site, camille);
  await page.goto(chosen.path);
  for (const name of ['Lever les freins à la mobilité', 'Points conseil budget']) {
    await page.getByRole('button', { name }).click();
    await expect(page.getByRole('button', { name: `Rendre ma place : ${name}` })).toBeVisible();
  }
  await page.goto(`${cancelled.path}/annuler`);
  await page.getByRole('button', { name: 'Annuler mon inscription' }).click();
  await page.waitForURL(/annule$/);
  return { chosen: chosen.path, bare: bare.path, cancelled: cancelled.path, code: bare.code };
}

export function personalPlaces(people: People): Place[] {
  return [
    { name: 'billet', path: people.chosen, main: true },
    { name: 'billet-sans-choix', path: `${people.bare}?inscrit` },
    { name: 'billet-annulation', path: `${people.chosen}/annuler` },
    { name: 'billet-annule', path: people.cancelled },
    { name: 'billet-trouve', path: '/b/00000000000000000000000000' },
    { name: 'erreur-404', path: '/cette-page-n-existe-pas' },
    { name: 'erreur-lien', path: '/billet/00000000000000000000000000' },
  ];
}

/** The organisers' pages; those of one person and of one letter are found by their links. */
export async function staffPlaces(page: Page): Promise<Place[]> {
  const linked = async (list: string, name: RegExp | string) => {
    await page.goto(list);
    const href = await page.locator('main').getByRole('link', { name }).first().getAttribute('href');
    if (!href) throw new Error(`${list} has no link ${name}`);
    return href;
  };
  const person = await linked('/organisation/participants', 'Montmorency');
  const letter = await linked('/organisation/courriels', 'Confirmation');
  const session = await linked('/organisation', 'Lever les freins');
  return [
    { name: 'organisation', path: '/organisation', main: true },
    { name: 'participants', path: '/organisation/participants', main: true },
    { name: 'participants-personne', path: '/organisation/participants?q=zzz' },
    { name: 'participant', path: person, main: true },
    { name: 'participant-annulation', path: `${person}/annuler` },
    { name: 'participant-nouveau', path: '/organisation/participants/nouveau' },
    { name: 'seance', path: session },
    { name: 'seance-annulation', path: `${session}/annuler` },
    { name: 'courriels', path: '/organisation/courriels' },
    { name: 'courriels-echecs', path: '/organisation/courriels?etat=echecs' },
    { name: 'courriel', path: letter, main: true },
    { name: 'exports', path: '/organisation/exports' },
    { name: 'emargement', path: '/organisation/exports/emargement?seance=conference' },
    { name: 'equipe', path: '/organisation/equipe' },
    { name: 'journal', path: '/organisation/journal', main: true },
    { name: 'journal-vide', path: '/organisation/journal?q=zzz' },
    { name: 'projecteur', path: '/organisation/projecteur', main: true },
    { name: 'animation', path: '/animation', main: true },
    { name: 'animation-seance', path: session.replace('/organisation/seances/', '/animation/'), main: true },
    { name: 'animation-message', path: `${session.replace('/organisation/seances/', '/animation/')}/message`, main: true },
    { name: 'compte', path: '/mon-compte', main: true },
    { name: 'double-verification', path: '/mon-compte/double-verification', main: true },
  ];
}

export const doorPlaces: readonly Place[] = [
  { name: 'accueil', path: '/accueil', main: true },
  { name: 'accueil-entree', path: '/accueil/entree', main: true },
  { name: 'accueil-recherche', path: '/accueil/entree?q=montmo' },
];
