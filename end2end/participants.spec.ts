import { expect, follow, test } from './fixtures.ts';
import { look } from './looking.ts';
import { imported, list, person, selected, sendList } from './lists.ts';
import { camille, fillIn, registered } from './people.ts';

test.describe.configure({ timeout: 90_000 });

test('people are found by filters that combine, in columns that are remembered', async ({ site, staff }) => {
  await registered(site, camille);
  await registered(site, { first_name: 'Hélène', last_name: 'Le Guén', organisation: 'UDAF 53' });
  const { page } = await staff('organiser');
  await page.goto('/organisation/participants');
  await page.getByLabel('Nom, organisation, adresse ou code').fill('guen HELENE');
  await page.getByRole('button', { name: 'Chercher' }).click();
  await expect(person(page, 'Le Guén Hélène')).toBeVisible();
  await expect(page.locator('table.people tbody tr')).toHaveCount(1);
  await expect(page.getByRole('link', { name: 'Effacer la recherche et les filtres' })).toBeVisible();
  await page.getByText('Plus de filtres').click();
  await page.locator('#arrivee').selectOption('oui');
  await page.getByRole('button', { name: 'Chercher' }).click();
  await expect(page.getByRole('heading', { name: 'Personne ne correspond à' })).toBeVisible();
  await page.getByRole('link', { name: 'Voir tout le monde' }).click();
  await expect(page.locator('table.people tbody tr')).toHaveCount(2);

  await page.getByText('Colonnes', { exact: true }).click();
  await page.getByLabel('Code', { exact: true }).check();
  await page.getByLabel('Séances', { exact: true }).uncheck();
  await page.getByRole('button', { name: 'Montrer ces colonnes' }).click();
  await expect(page.getByRole('columnheader', { name: 'Code' })).toBeAttached();
  await page.goto('/organisation/participants');
  await expect(page.getByRole('columnheader', { name: 'Séances' })).toHaveCount(0);
  await look(page, { name: 'participants-liste', path: '', main: true });
});

test('ticks are kept over pages, and what is done to several is shown first and taken back', async ({ staff }) => {
  const { page } = await staff('organiser');
  await imported(page, 60);
  await page.goto('/organisation/participants');
  await person(page, 'Numéro 003').getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Page 2' }).click();
  await person(page, 'Numéro 055').getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Page 1' }).click();
  await expect(person(page, 'Numéro 003').getByRole('checkbox')).toBeChecked();
  await expect(selected(page)).toContainText(/2\spersonnes choisies/);

  await page.getByText('Agir sur les personnes choisies').click();
  await page.getByLabel('Action').selectOption('cancel');
  await page.getByRole('button', { name: 'Voir ce qui va changer' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Annuler l’inscription de 2\spersonnes/);
  await expect(page.locator('main')).toContainText(/2\slettres partent deux minutes plus tard/);
  await look(page, { name: 'participants-selection', path: '', main: true });
  await page.getByRole('button', { name: /Appliquer à 2\spersonnes/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/2\sinscriptions annulées/);
  await look(page, { name: 'participants-selection-faite', path: '' });
  await page.getByRole('button', { name: 'Tout défaire' }).click();
  await expect(page.locator('main')).toContainText('Tout est comme avant');
  await page.goto('/organisation/participants?etat=annules');
  await expect(page.getByRole('heading', { name: 'Personne ne répond à ces critères' })).toBeVisible();
});

test('one person is put right, noted, let in, cancelled and restored, and every change is told', async ({ site, staff }) => {
  const ticket = await registered(site, camille);
  const { page } = await staff('organiser');
  await page.goto('/organisation/participants?q=essai');
  await follow(page.getByRole('link', { name: 'Essai Camille' }));
  const href = page.url();
  await page.getByRole('link', { name: 'Modifier ces informations' }).click();
  await page.getByLabel('Nom', { exact: true }).fill('');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await page.getByLabel('Nom', { exact: true }).fill('Essay');
  await page.getByLabel('Adresse e-mail', { exact: true }).fill('autre@exemple.test');
  await look(page, { name: 'participant-modifier', path: '', main: true });
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.locator('.history')).toContainText('« Essai » → « Essay »');
  expect((await page.request.get(ticket.path)).status()).toBe(404);

  await page.getByLabel('Pour l’accueil').fill('Entrée par la cour');
  await page.getByRole('button', { name: 'Enregistrer les notes' }).click();
  await expect(page.getByLabel('Pour l’accueil')).toHaveValue('Entrée par la cour');
  await page.getByRole('button', { name: 'Pointer l’arrivée' }).click();
  await expect(page.locator('.page-head')).toContainText('Arrivé·e');
  await page.getByRole('button', { name: 'Annuler le pointage' }).click();
  await page.getByRole('link', { name: 'Annuler l’inscription' }).click();
  await page.getByRole('button', { name: 'Annuler cette inscription' }).click();
  await page.getByRole('button', { name: 'Rétablir l’inscription' }).click();
  await expect(page.locator('.page-head')).toContainText('Inscrit·e');
  await page.goto(href);
  await look(page, { name: 'participant-fiche', path: '', main: true });
});

test('two registrations of one person are compared and become one', async ({ site, staff }) => {
  const first = await registered(site, { ...camille, first_name: 'Hélène', last_name: 'Le Guén' });
  const second = await registered(site, { first_name: 'Le Guen', last_name: 'HELENE', organisation: 'UDAF 53' });
  await registered(site, { first_name: 'Alix', last_name: 'Bis' });
  await registered(site, { first_name: 'Alix', last_name: 'Bis', email: 'alix@exemple.test' });
  const { page } = await staff('organiser');
  await page.goto('/organisation/participants/doublons');
  await look(page, { name: 'participants-doublons', path: '', main: true });
  await page.getByRole('button', { name: 'Ce sont deux personnes : Alix Bis' }).click();
  await expect(page.locator('main')).toContainText(/1\spaire/);
  await page.getByRole('link', { name: 'Comparer et fusionner' }).click();
  await page.getByLabel('Organisation : UDAF 53').check();
  await look(page, { name: 'participants-fusion', path: '', main: true });
  await page.getByRole('button', { name: 'Fusionner ces deux inscriptions' }).click();
  await expect(page.locator('.record')).toContainText('UDAF 53');
  for (const { path } of [first, second]) {
    await page.goto(path);
    await expect(page.locator('#billet-nom')).toHaveText('Hélène Le Guén');
    await expect(page.locator('.ticket-code')).toHaveText(first.code);
  }
});

test('a list is read, put right in the page, imported, and harmless the second time', async ({ staff }) => {
  const { page } = await staff('organiser');
  await page.goto('/organisation/participants/import');
  await look(page, { name: 'participants-import', path: '', main: true });
  const text = `${list(3)}\r\n;Sans prénom;sans@exemple.test;\r\n`;
  await sendList(page, 'gens.csv', Buffer.from(text, 'latin1'));
  await expect(page.getByRole('heading', { level: 1 })).toContainText('gens.csv');
  await expect(page.getByRole('row').filter({ hasText: 'Il manque le prénom' })).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Importer cette liste' })).toHaveCount(0);
  await look(page, { name: 'participants-import-apercu', path: '', main: true });
  await page.getByLabel('Prénom, ligne 5').fill('Zoé');
  await page.getByRole('button', { name: 'Enregistrer les corrections' }).click();
  await page.getByRole('button', { name: 'Importer cette liste' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('C’est importé');
  await expect(page.locator('main')).toContainText(/4\spersonnes ajoutées/);
  await look(page, { name: 'participants-import-fait', path: '' });
  await sendList(page, 'encore.csv', list(3));
  await expect(page.locator('main')).toContainText('n’apporte rien de nouveau');
  await sendList(page, 'lettre.csv', '%PDF-1.7');
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.getByLabel('Fichier')).toHaveAccessibleDescription(/n’est pas une liste/);
});

test('someone on the phone is registered in a moment, with a name alone', async ({ staff }) => {
  const { page } = await staff('organiser');
  await page.goto('/organisation/participants/nouveau');
  await expect(page.getByLabel('Prénom', { exact: true })).toBeFocused();
  await page.keyboard.type('Sacha');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Guichet');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sacha Guichet');
  await page.goto('/organisation/participants/nouveau');
  await fillIn(page, { first_name: 'Camille', last_name: 'Essai', email: 'camille.essai@exemple.test' });
  await page.getByText('Structure et besoins pour participer').click();
  await page.getByRole('textbox', { name: 'Organisation' }).fill('Le Pont');
  await page.getByRole('button', { name: 'Inscrire cette personne' }).click();
  await expect(page.locator('.record')).toContainText('Le Pont');
});
