import { card, word } from './door.ts';
import { expect, test } from './fixtures.ts';
import { look } from './looking.ts';
import { camille, registered } from './people.ts';

// Axe looks at a page.
test.describe.configure({ timeout: 120_000 });

test('the door is one field, Enter, a verdict, and the field again', async ({ site, staff }) => {
  const ticket = await registered(site, camille);
  const door = (await staff('door')).page;
  await door.goto('/accueil/entree');
  const field = door.getByLabel('Code du billet ou nom');
  await expect(field).toBeFocused();
  await field.fill(ticket.code);
  await field.press('Enter');
  await expect(word(door)).toHaveText('Bienvenue');
  await expect(field).toBeFocused();
  await field.fill(ticket.code);
  await field.press('Enter');
  await expect(word(door)).toHaveText('Déjà vu');

  await door.getByText('1 dernier pointage').click();
  await door.getByRole('button', { name: /^Annuler le pointage de Camille/ }).click();
  await expect(word(door)).toHaveText('Annulé');

  await door.getByRole('link', { name: 'Inscrire une personne sur place' }).click();
  await expect(door.getByLabel('Prénom', { exact: true })).toBeFocused();
  await door.getByLabel('Prénom', { exact: true }).fill('Sacha');
  await door.getByLabel('Nom', { exact: true }).fill('Passage');
  await door.getByRole('button', { name: 'Inscrire et faire entrer' }).click();
  await expect(card(door)).toContainText('Sacha Passage');
  await expect(card(door)).toContainText('Son code');
  await door.getByLabel(/Une place d’atelier/).selectOption({ index: 0 });
  await door.getByRole('button', { name: 'Donner cette place' }).click();
  await expect(card(door)).toContainText('Sacha Passage');
  await look(door, { name: 'accueil-sur-place', path: '' });
});
