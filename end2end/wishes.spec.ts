import { expect, follow, test } from './fixtures.ts';
import { look } from './looking.ts';
import { camille, choice, longNamed, registered, said } from './people.ts';
import { form, openWishes, ranked, wish } from './wishes.ts';

const dominique = { first_name: 'Dominique', last_name: 'Essai', email: 'dominique@exemple.test' };

test.describe('a workshop of one seat', () => {
  // Axe looks at several pages.
  test.setTimeout(120_000);
  test.use({ alterations: { '\ncapacity = 24\nminimum = 6': '\ncapacity = 1' } });

  test('people wish, organisers allocate and publish, everybody is told why', async ({ page, site, staff }) => {
    const organiser = (await staff('organiser')).page;
    await openWishes(organiser);
    const [first, second] = [await registered(site, camille), await registered(site, longNamed)];

    await page.goto(first.path);
    await expect(page.locator('#choix-A')).toContainText('Répondre tôt ou tard ne change rien');
    await expect(choice(page, 'A01')).toHaveCount(0);
    await wish(page, ['A01', 'A02', 'A03']);
    await expect(said(page)).toContainText('vos vœux sont enregistrés');
    expect(await ranked(page)).toEqual(['A01', 'A02', 'A03']);
    await look(page, { name: 'billet-voeux', path: '', main: true });
    await page.goto(second.path);
    await wish(page, ['A01']);
    await expect(said(page)).toContainText('vos vœux sont enregistrés');

    await organiser.reload();
    await expect(organiser.getByRole('region', { name: /^Créneau A/ })).toContainText(/2\spersonnes ont répondu/);
    await look(organiser, { name: 'organisation-voeux', path: '', main: true });
    await organiser.getByRole('button', { name: 'Calculer une répartition' }).click();
    await expect(organiser.getByRole('heading', { level: 1 })).toContainText('Répartition du');
    await expect(organiser.getByRole('img', { name: /combien de personnes ont obtenu quel vœu/ })).toBeVisible();
    await look(organiser, { name: 'organisation-repartition', path: '', main: true });

    await organiser.getByRole('link', { name: 'Publier…' }).click();
    await expect(organiser.getByRole('main').getByRole('listitem').first()).toHaveText(/2\splaces sont attribuées/);
    await look(organiser, { name: 'organisation-publier', path: '', main: true });
    await organiser.getByRole('button', { name: 'Publier et prévenir tout le monde' }).click();
    await expect(organiser.getByRole('status').first()).toContainText('les vœux sont ouverts jusqu’au');

    await organiser.goto('/organisation/voeux');
    await follow(organiser.getByRole('button', { name: 'Clore les vœux maintenant' }));
    await page.goto(first.path);
    await expect(page.locator('#choix-A')).toContainText('Les vœux sont clos, résultats bientôt.');
    await organiser.getByRole('table').getByRole('link').first().click();
    await organiser.getByRole('link', { name: 'Publier…' }).click();
    await organiser.getByRole('button', { name: 'Publier et prévenir tout le monde' }).click();
    await expect(organiser.getByRole('status').first()).toContainText('C’est publié');

    await page.reload();
    await expect(page.locator('#choix-A')).toContainText(
      /Résultat de vos vœux\. Votre vœu\s2, A02\s: l’atelier A01 avait 2\spremiers vœux pour 1\splace\./,
    );
    await expect(choice(page, 'A02').last()).toContainText('Votre choix');
    await expect(page.locator('#attente')).toContainText('C’était votre vœu 1.');
    await look(page, { name: 'billet-resultats', path: '', main: true });
    await page.goto(second.path);
    await expect(page.locator('#choix-A')).toContainText(/Votre vœu\s1\s: l’atelier A01\./);
  });
});

test('wishes are changed until the deadline, and a form left open says when it is too late', async ({ page, site, staff, context }) => {
  const organiser = (await staff('organiser')).page;
  await openWishes(organiser);
  const ticket = await registered(site, dominique);
  await page.goto(ticket.path);
  await wish(page, ['A05']);
  await expect(page.locator('#choix-A')).toContainText('Vos vœux sont enregistrés');
  const late = await context.newPage();
  await late.goto(ticket.path);
  await organiser.getByRole('button', { name: 'Clore les vœux maintenant' }).click();
  await expect(organiser.getByRole('status').first()).toContainText('les vœux sont clos');
  await form(late).getByRole('button', { name: 'Enregistrer mes vœux' }).click();
  // The same wishes again change nothing, and are refused all the same.
  await expect(said(late)).toContainText('Les vœux sont clos depuis');
  await expect(late.locator('#choix-A')).toContainText('A05');

  await organiser.getByRole('button', { name: 'Revenir au libre choix' }).click();
  await expect(organiser.getByRole('heading', { level: 1 })).toContainText('revenir au libre choix');
  await follow(organiser.getByRole('button', { name: 'Revenir au libre choix' }));
  await page.reload();
  await expect(choice(page, 'A05').getByRole('button', { name: 'Choisir cet atelier' })).toBeVisible();
});
