import { writeFile } from 'node:fs/promises';
import { pdfPages, pdfTexts } from './files.ts';
import { expect, follow, test } from './fixtures.ts';
import { colleagues, fillRow, groupForm, member, openForm, registerAll, registerGroup, row } from './groups.ts';
import { look } from './looking.ts';
import { camille, choose, longNamed, registered, said, taken } from './people.ts';

test('one person registers several, and follows and changes what is theirs', async ({ page, site }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Inscrire un groupe' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Inscrire un groupe');
  const group = await registerGroup(page);
  await expect(said(page)).toContainText('Votre groupe est enregistré.');
  await expect(page.getByRole('rowheader')).toHaveText(['Awa Diallo', 'Léo Petit', 'Sacha Roy (sans adresse e-mail)']);
  expect(await taken(site)).toBe(3);

  await member(page, 'Awa Diallo').getByRole('link').click();
  await expect(page.locator('#billet-nom')).toHaveText('Awa Diallo');
  await expect(page.locator('main')).toContainText('Inès Morel vous a inscrit·e');
  await choose(page, 'A03');
  await page.goto(group);
  await expect(member(page, 'Awa Diallo')).toContainText('A03');

  await member(page, 'Léo Petit').getByRole('link').click();
  await page.getByRole('link', { name: 'Annuler mon inscription' }).click();
  await follow(page.getByRole('button', { name: 'Annuler mon inscription' }));
  await page.goto(group);
  await expect(member(page, 'Léo Petit')).toContainText('Inscription annulée');
  expect(await taken(site)).toBe(2);

  await page.getByRole('link', { name: 'Ajouter des personnes' }).click();
  await fillRow(page, 1, camille);
  await page.locator('#consent').check();
  await registerAll(page).click();
  await expect(said(page)).toContainText('le groupe est complété');
  await expect(member(page, 'Camille Essai')).toContainText('Place réservée');
});

test('rows are added and taken away, and nothing typed is lost', async ({ page, site }) => {
  await openForm(page);
  await expect(page.getByRole('group', { name: /^Personne \d+$/ })).toHaveCount(3);
  await fillRow(page, 1, colleagues[0]!);
  await fillRow(page, 2, colleagues[1]!);
  await fillRow(page, 3, colleagues[2]!);
  await page.getByRole('button', { name: 'Ajouter une ligne' }).click();
  await expect(row(page, 4).getByLabel('Prénom')).toBeFocused();
  await expect(row(page, 4).getByLabel('Prénom')).toHaveValue('');
  await expect(row(page, 4).getByLabel('Pas d’adresse e-mail')).not.toBeChecked();
  await fillRow(page, 4, camille);

  await page.getByRole('button', { name: 'Enlever la personne 2' }).click();
  await expect(page.getByRole('group', { name: /^Personne \d+$/ })).toHaveCount(3);
  await expect(row(page, 2).getByLabel('Prénom')).toBeFocused();
  await expect(row(page, 1).getByLabel('Nom', { exact: true })).toHaveValue('Diallo');
  await expect(row(page, 2).getByLabel('Nom', { exact: true })).toHaveValue('Roy');
  await expect(row(page, 2).getByLabel('Pas d’adresse e-mail')).toBeChecked();
  await expect(row(page, 3).getByLabel('Adresse e-mail', { exact: true })).toHaveValue('camille.essai@exemple.test');
  await expect(page.getByLabel('Votre prénom')).toHaveValue('Inès');

  for (let rows = 4; rows <= 10; rows += 1) {
    await page.getByRole('button', { name: 'Ajouter une ligne' }).click();
    await expect(row(page, rows)).toBeVisible();
  }
  await page.getByRole('button', { name: 'Ajouter une ligne' }).click();
  await expect(page.getByRole('status')).toContainText('10 lignes au plus');
  expect(await taken(site)).toBe(0);

  // Rows left empty stand for nobody.
  await page.locator('#consent').check();
  await registerAll(page).click();
  await expect(page.getByRole('rowheader')).toHaveText(['Awa Diallo', 'Sacha Roy (sans adresse e-mail)', 'Camille Essai']);
});

test('a list that is pasted fills the rows, and says what it could not read', async ({ page }) => {
  await openForm(page);
  await fillRow(page, 1, colleagues[0]!);
  await page.getByText('Coller une liste').click();
  await page.getByLabel('Liste des personnes').fill(
    'PETIT Léo <leo@exemple.test>\nRoy, Sacha; sacha@exemple.test\nCamille;Essai;camille@\nAwa Diallo <awa@exemple.test>\nAlix Martin',
  );
  await page.getByRole('button', { name: 'Remplir les lignes' }).click();

  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.getByLabel('Liste des personnes')).toHaveAccessibleDescription(/«\sCamille;Essai;camille@\s»\s: l’adresse n’est pas complète/);
  await expect(page.getByLabel('Liste des personnes')).toHaveValue('Camille;Essai;camille@');
  await expect(page.getByRole('status')).toContainText('3 personnes ajoutées');
  await expect(row(page, 1).getByLabel('Prénom')).toHaveValue('Awa');
  await expect(row(page, 2).getByLabel('Prénom')).toHaveValue('Léo');
  await expect(row(page, 2).getByLabel('Nom', { exact: true })).toHaveValue('PETIT');
  await expect(row(page, 3).getByLabel('Adresse e-mail', { exact: true })).toHaveValue('sacha@exemple.test');
  await expect(row(page, 4).getByLabel('Nom', { exact: true })).toHaveValue('Martin');
  await expect(row(page, 4).getByLabel('Adresse e-mail', { exact: true })).toHaveValue('');

  await page.getByLabel('Liste des personnes').fill('Camille;Essai;camille@exemple.test');
  await page.getByRole('button', { name: 'Remplir les lignes' }).click();
  await expect(row(page, 5).getByLabel('Prénom')).toHaveValue('Camille');
  await expect(row(page, 1).getByLabel('Prénom')).toBeFocused();
  await row(page, 4).getByLabel('Pas d’adresse e-mail').check();
  await registerAll(page).click();
  await expect(page.getByRole('rowheader')).toHaveCount(5);
});

test('a refused form keeps every value, and says beside each field what is wrong', async ({ page, site }) => {
  await registered(site, camille);
  await page.goto(groupForm);
  await page.getByLabel('Votre adresse e-mail').fill('ines@');
  await page.locator('#organisation').fill('L’« Entraide » & Cie <b>');
  await page.locator('#department').selectOption({ label: 'Vendée' });
  await fillRow(page, 1, colleagues[0]!);
  await fillRow(page, 2, { ...colleagues[1]!, email: ' AWA@exemple.test' });
  await row(page, 3).getByLabel('Prénom').fill('Sacha');
  await registerAll(page).click();

  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  await expect(page).toHaveTitle(/^Erreur\s: Inscrire un groupe/);
  const faults: Record<string, string> = {
    contact_first_name: 'Écrivez votre prénom.',
    contact_last_name: 'Écrivez votre nom.',
    contact_email: 'Cette adresse n’est pas complète.',
    p1_email: 'Personne 1 : cette adresse est écrite deux fois.',
    p2_email: 'Personne 2 : cette adresse est écrite deux fois.',
    p3_last_name: 'Personne 3 : écrivez son nom.',
    p3_email: 'Personne 3 : écrivez son adresse, ou cochez',
    consent: 'sans l’accord de ces personnes',
  };
  await expect(summary.getByRole('link')).toHaveCount(Object.keys(faults).length);
  for (const [id, sentence] of Object.entries(faults)) {
    const words = sentence.replaceAll(' :', '\\s:');
    await expect(page.locator(`#${id}`)).toHaveAttribute('aria-invalid', 'true');
    await expect(page.locator(`#${id}`)).toHaveAccessibleDescription(new RegExp(`Erreur\\s: ${words}`.replace('sans', '.*sans')));
    await expect(summary.locator(`a[href="#${id}"]`)).toBeVisible();
  }
  await expect(page.locator('#organisation')).toHaveValue('L’« Entraide » & Cie <b>');
  await expect(page.locator('#department option:checked')).toHaveText('Vendée');
  await expect(row(page, 3).getByLabel('Prénom')).toHaveValue('Sacha');
  expect(await taken(site)).toBe(1);

  await page.getByLabel('Votre prénom').fill('Inès');
  await page.getByLabel('Votre nom').fill('Morel');
  await page.getByLabel('Votre adresse e-mail').fill('ines@exemple.test');
  await page.getByLabel('Je viens aussi').check();
  await row(page, 2).getByLabel('Adresse e-mail', { exact: true }).fill(camille.email!);
  await row(page, 3).getByLabel('Nom', { exact: true }).fill('Roy');
  await row(page, 3).getByLabel('Pas d’adresse e-mail').check();
  await page.locator('#consent').check();
  await registerAll(page).click();
  await expect(summary).toContainText('Personne 2 : cette adresse est déjà inscrite.');
  await expect(page.locator('main')).not.toContainText('Camille');
  expect(await taken(site)).toBe(1);

  await page.getByRole('button', { name: 'Enlever la personne 2' }).click();
  await registerAll(page).click();
  await expect(page.getByRole('rowheader')).toHaveText(['Inès Morel (vous)', 'Awa Diallo', 'Sacha Roy (sans adresse e-mail)']);
  expect(await taken(site)).toBe(4);
});

test('a double click, a reload and the back button register one group', async ({ page, site }) => {
  await openForm(page);
  await fillRow(page, 1, colleagues[2]!);
  await registerAll(page).dblclick();
  await expect(page).toHaveURL(/\/groupe\//);
  await page.reload();
  await expect(page.getByRole('rowheader')).toHaveCount(1);
  expect(await taken(site)).toBe(1);
});

test.describe('a conference of four places', () => {
  test.use({ alterations: { 'capacity = 200': 'capacity = 4' } });

  test('says how many places are left, and lets the contact choose who waits', async ({ page, site }) => {
    await registered(site, longNamed);
    await registered(site, camille);
    await openForm(page);
    await expect(page.getByRole('note')).toContainText('Il reste 2 places');
    for (const [index, person] of colleagues.entries()) await fillRow(page, index + 1, person);
    await registerAll(page).click();

    const summary = page.getByRole('alert');
    await expect(summary).toBeFocused();
    await expect(summary).toContainText(/Il ne reste que 2\s?places\s?: cochez la personne qui attend/);
    expect(await taken(site)).toBe(2);
    await summary.getByRole('link').click();
    await expect(row(page, 1).getByLabel('Attend sur la liste d’attente')).toBeFocused();
    await look(page, { name: 'groupe-qui-attend', path: '', main: true });
    await row(page, 1).getByLabel('Attend sur la liste d’attente').check();
    await registerAll(page).click();

    await expect(member(page, 'Awa Diallo')).toContainText('1re sur la liste d’attente');
    await expect(member(page, 'Léo Petit')).toContainText('Place réservée');
    await expect(member(page, 'Sacha Roy')).toContainText('Place réservée');
    expect(await taken(site)).toBe(4);

    await page.goto(groupForm);
    await expect(page.getByRole('note')).toContainText('Il n’y a plus de place.');
    await expect(registerAll(page)).toHaveText('Inscrire le groupe en liste d’attente');
  });
});

test.describe('a site that sends letters', () => {
  test.use({ environment: { SMTP_URL: 'smtp://127.0.0.1:9' } });

  test('someone takes their registration over, and its contact sees a name and nothing else', async ({ page, staff }) => {
    const group = await registerGroup(page);
    await follow(member(page, 'Awa Diallo').getByRole('link'));
    const former = page.url();
    await choose(page, 'A03');
    await expect(page.locator('section', { has: page.getByRole('heading', { name: 'Mon groupe' }) })).toContainText('awa@exemple.test');
    await page.getByRole('button', { name: 'Gérer moi-même mon inscription' }).dblclick();
    await expect(page.getByRole('status')).toContainText('Votre nouveau lien part à awa@exemple.test');
    await expect(page.locator('main a[href*="/billet/"]')).toHaveCount(0);
    await look(page, { name: 'billet-repris', path: '', main: true });

    await page.goto(former);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ce lien n’ouvre plus rien');
    await page.goto(group);
    await expect(member(page, 'Awa Diallo')).toContainText('Gère son inscription');
    await expect(member(page, 'Awa Diallo')).not.toContainText('A03');
    await expect(member(page, 'Awa Diallo').getByRole('link')).toHaveCount(0);

    const organiser = (await staff('organiser')).page;
    await organiser.goto('/organisation/courriels');
    await organiser.getByRole('link', { name: 'Lien du billet' }).click();
    const letter = await organiser.locator('article.letter pre').innerText();
    const link = /https?:\/\/\S+(\/billet\/[a-z0-9]+)/.exec(letter)?.[1] ?? '';
    await page.goto(link);
    await expect(page.locator('#billet-nom')).toHaveText('Awa Diallo');
    await expect(page.locator('main')).toContainText('Vous gérez vous-même votre inscription.');
    await expect(page.locator('#plan').locator('..')).toContainText('A03');
  });
});

test('the tickets of a group print on a page each', async ({ page }, info) => {
  const group = await registerGroup(page, [{ ...longNamed, email: '' }, ...colleagues]);
  await member(page, 'Awa Diallo').getByRole('link').click();
  for (const code of ['A03', 'B02']) await choose(page, code);
  await page.goto(group);
  await page.getByRole('link', { name: 'Imprimer les billets' }).click();
  await expect(page.locator('.party-ticket')).toHaveCount(4);
  await look(page, { name: 'groupe-billets', path: '', main: true });
  const pdf = await page.pdf({ format: 'A4' });
  expect(pdfPages(pdf)).toBe(4);
  const file = info.outputPath('billets.pdf');
  await writeFile(file, pdf);
  const texts = await pdfTexts(file);
  if (texts !== undefined) {
    expect(texts).toHaveLength(4);
    expect(texts[0]).toContain('Montmorency');
    expect(texts[1]).toContain('A03');
    expect(texts.join()).not.toContain('Aller au contenu');
  }

  await page.goto(group);
  await page.getByRole('link', { name: 'Seulement ceux des personnes sans adresse' }).click();
  await expect(page.locator('.party-ticket')).toHaveCount(2);
});

test('the pages of a group are for everybody', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto(groupForm);
  await look(page, { name: 'groupe-inscription', path: '', main: true });
  await registerAll(page).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await look(page, { name: 'groupe-refuse', path: '', main: true });
  const group = await registerGroup(page, [...colleagues.slice(0, 2), { ...longNamed, email: '' }]);
  await look(page, { name: 'groupe', path: '', main: true });
  await page.goto(`${group}/ajouter`);
  await look(page, { name: 'groupe-ajouter', path: '' });
  await page.goto(group);
  await follow(member(page, 'Awa Diallo').getByRole('link'));
  await look(page, { name: 'billet-de-groupe', path: '', main: true });
});

test('the form runs one small script and nothing of anybody else', async ({ page, request }) => {
  const answer = await request.get(groupForm);
  const policy = answer.headers()['content-security-policy'] ?? '';
  const html = await answer.text();
  const scripts = [...html.matchAll(/<script[^>]*>([^<]*)</g)].map((found) => found[1] ?? '');
  expect(scripts).toHaveLength(1);
  expect(Buffer.byteLength(scripts[0] ?? '')).toBeLessThanOrEqual(1024);
  const nonce = /nonce="([^"]+)"/.exec(html)?.[1];
  expect(policy).toContain(`'nonce-${nonce}'`);
  expect(answer.headers()['cache-control']).toBe('no-store');
  expect(html).not.toMatch(/\sstyle=|\son[a-z]+=/i);
  const faults: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error') faults.push(message.text()); });
  await page.goto(groupForm);
  await page.getByRole('button', { name: 'Ajouter une ligne' }).click();
  await expect(row(page, 4)).toBeVisible();
  expect(faults).toEqual([]);
});
