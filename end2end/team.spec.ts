import { checkAccessible, expect, follow, screenshots, test } from './fixtures.ts';
import { codeOf } from './telephone.ts';

test('an admin gives a session to a host, changes a role, closes an account and opens it again', async ({ staff }) => {
  const { page } = await staff('admin');
  const host = await staff('host');
  await page.goto('/organisation/equipe');
  await page.getByRole('link', { name: host.email }).click();
  await page.getByLabel(/^A01,/).check();
  await page.getByLabel(/^B02,/).check();
  await page.getByRole('button', { name: 'Enregistrer ces séances' }).click();
  await expect(page.getByRole('status')).toContainText('ses séances sont enregistrées');
  await expect(page.getByLabel(/^A01,/)).toBeChecked();
  await checkAccessible(page);
  await screenshots(page, 'equipe-compte');
  await host.page.goto('/animation');
  await expect(host.page.getByRole('heading', { level: 2 })).toHaveCount(2);

  await page.getByRole('link', { name: 'Fermer ce compte' }).click();
  await expect(page.locator('main')).toContainText('A01, B02');
  await checkAccessible(page);
  await page.getByRole('button', { name: 'Fermer ce compte' }).click();
  await expect(page.getByRole('status')).toContainText('le compte est fermé');
  await host.page.goto('/animation');
  await expect(host.page).toHaveURL(/\/connexion/);
  await page.getByRole('button', { name: 'Rouvrir ce compte' }).click();
  await page.getByRole('combobox', { name: 'Rôle' }).selectOption('door');
  await follow(page.getByRole('button', { name: 'Changer le rôle' }));
  await page.goto('/organisation/equipe');
  await expect(page.getByRole('row').filter({ hasText: host.email })).toContainText('accueil');
  await screenshots(page, 'equipe');

  await page.goto('/organisation/journal?quoi=team.role');
  const line = page.getByRole('row').filter({ hasText: host.email });
  await expect(line.locator('del')).toHaveText('animation');
  await expect(line.locator('ins')).toHaveText('accueil');
  await screenshots(page, 'journal-roles');
});

test('a second factor is set up, asked for, and replaced by a recovery code', async ({ staff }) => {
  const { page, email, password } = await staff('organiser');
  await page.goto('/mon-compte');
  await page.getByRole('link', { name: 'Régler la double vérification' }).click();
  await page.getByText('Impossible de le lire').click();
  const secret = await page.locator('details .code').innerText();
  await page.getByLabel('Recopiez le code').fill('000000');
  await page.getByRole('button', { name: 'Mettre en service' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.getByRole('alert')).toContainText('Ce code ne convient pas');
  await page.getByLabel('Recopiez le code').fill(codeOf(secret));
  await page.getByRole('button', { name: 'Mettre en service' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Vos codes de secours');
  const recovery = await page.locator('.recovery li').allInnerTexts();
  expect(recovery).toHaveLength(10);
  await checkAccessible(page);
  await screenshots(page, 'codes-de-secours');

  const signIn = async () => {
    await page.goto('/mon-compte');
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await page.getByLabel('Adresse e-mail').fill(email);
    await page.getByLabel('Mot de passe').fill(password);
    await page.getByRole('button', { name: 'Me connecter' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Code de connexion');
  };
  await signIn();
  await checkAccessible(page);
  await page.goto('/organisation');
  await expect(page).toHaveURL(/\/connexion/);
  await page.goto('/connexion/code');
  await page.getByLabel('Code à six chiffres').fill(codeOf(secret, 1));
  await page.getByRole('button', { name: 'Continuer' }).click();
  await expect(page).toHaveURL(/\/organisation$/);

  await signIn();
  await page.getByLabel('Code à six chiffres').fill(recovery[0] ?? '');
  await page.getByRole('button', { name: 'Continuer' }).click();
  await expect(page).toHaveURL(/\/organisation$/);
  await page.goto('/mon-compte');
  await expect(page.locator('main')).toContainText('9 codes de secours');
  await follow(page.getByRole('link', { name: 'Gérer la double vérification' }));
  await checkAccessible(page);
});

test('somebody signs out everywhere', async ({ staff, browser, site }) => {
  const { page, email, password } = await staff('door');
  const other = await (await browser.newContext({ baseURL: site.url })).newPage();
  await other.goto('/connexion');
  await other.getByLabel('Adresse e-mail').fill(email);
  await other.getByLabel('Mot de passe').fill(password);
  await follow(other.getByRole('button', { name: 'Me connecter' }));
  await page.goto('/mon-compte');
  await expect(page.getByRole('row')).toHaveCount(3);
  await page.getByRole('button', { name: 'Me déconnecter partout' }).click();
  await expect(page).toHaveURL(/\/connexion$/);
  await other.goto('/mon-compte');
  await expect(other).toHaveURL(/\/connexion/);
  await other.context().close();
});
