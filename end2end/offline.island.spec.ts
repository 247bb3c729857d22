import type { Page } from '@playwright/test';
import { card, expectSent, notices, status, typeAtDoor, word } from './door.ts';
import { expect, follow, type Staff, test } from './fixtures.ts';
import { camille, choose, registered } from './people.ts';
import { comeBack, crowd, expectArrived, exported, hearNews, type Listed, newPhone, scan, withClockAhead } from './phones.ts';

test.describe.configure({ timeout: 240_000 });

const A_DAY_MS = 86_400_000;

interface Scene {
  readonly people: Listed[];
  readonly phones: Page[];
  /** Who came, by their place in the list. */
  readonly came: Set<number>;
  /** Who was let in twice, by their place in the list, and at which phones. */
  readonly twice: Map<number, [number, number]>;
  /** How many were registered at the doors. */
  walkIns: number;
}

const phoneOf = (scene: Scene, number: number): Page => {
  const page = scene.phones[number % scene.phones.length];
  if (!page) throw new Error(`no phone ${number}`);
  return page;
};

async function letIn(scene: Scene, phone: number, person: number): Promise<void> {
  const page = phoneOf(scene, phone);
  const who = scene.people[person];
  if (!who) throw new Error(`nobody ${person}`);
  await scan(page, who.code);
  await expect(card(page).locator('.name')).toHaveText(who.name);
  await expect(word(page)).toHaveText('Bienvenue');
  scene.came.add(person);
}

async function register(scene: Scene, phone: number, first: string): Promise<void> {
  const page = phoneOf(scene, phone);
  await page.getByRole('button', { name: 'Inscrire sur place' }).first().click();
  await page.getByLabel('Prénom').fill(first);
  await page.getByLabel('Nom', { exact: true }).fill('Du Matin');
  const reason = page.getByLabel('Raison (facultatif)');
  if (await reason.count()) await reason.fill('Invitée par la mairie');
  await page.getByRole('button', { name: 'Inscrire et faire entrer' }).click();
  await expect(card(page).locator('.given-code')).toBeVisible();
  scene.walkIns += 1;
}

/** The morning without a network: everybody comes, some twice, one is sent back, some were never registered. */
async function morning(scene: Scene, count: number): Promise<void> {
  for (const page of scene.phones) await page.context().setOffline(true);
  for (let person = 0; person < count; person += 1) await letIn(scene, person, person);
  for (let person = 0; person < count; person += 10) {
    await letIn(scene, person + 1, person);
    scene.twice.set(person, [person % scene.phones.length, (person + 1) % scene.phones.length]);
  }
  // One that only the third phone let in is taken back there.
  await phoneOf(scene, 2).getByRole('button', { name: 'Derniers pointages' }).click();
  const undone = scene.people[count - 2];
  await phoneOf(scene, 2).getByRole('button', { name: `Annuler le pointage de ${undone?.name}`, exact: true }).first().click();
  await expect(word(phoneOf(scene, 2))).toHaveText('Annulé');
  scene.came.delete(count - 2);
  await register(scene, 0, 'Alix');
  await register(scene, 1, 'Noa');
  // A reload in the middle, without a network.
  const reloaded = phoneOf(scene, 2);
  await reloaded.reload();
  await expect(status(reloaded)).toContainText('Prêt hors ligne');
  await expect(status(reloaded)).toContainText(/\d+\spointages non envoyés/);
}

/** How much this phone keeps: its head, its people, its acts. */
function kept(phone: Page): Promise<number[]> {
  return phone.evaluate(async () => {
    const opened = await new Promise<IDBDatabase>((resolve) => {
      const asked = indexedDB.open('accueil', 1);
      asked.onsuccess = () => resolve(asked.result);
    });
    const counted = ['head', 'people', 'acts'].map((name) => new Promise<number>((resolve) => {
      const asked = opened.transaction(name).objectStore(name).count();
      asked.onsuccess = () => resolve(asked.result);
    }));
    return Promise.all(counted);
  });
}

async function prepared(browser: import('@playwright/test').Browser, member: Staff, people: Listed[]): Promise<Scene> {
  const phones: Page[] = [];
  for (const number of [0, 1, 2, 3]) {
    phones.push(await newPhone(browser, member, `Téléphone ${number + 1}`, number === 3 ? withClockAhead(A_DAY_MS) : undefined));
  }
  return { people, phones, came: new Set(), twice: new Map(), walkIns: 0 };
}

/** The same for everybody in the end: on each phone, on one that comes only now, and in the organisers' books. */
async function expectSameEnd(scene: Scene, browser: import('@playwright/test').Browser, member: Staff, organiser: Page): Promise<void> {
  const arrived = scene.came.size + scene.walkIns;
  for (const page of scene.phones) {
    await expectArrived(page, arrived);
  }
  const fresh = await newPhone(browser, member, 'Dernier téléphone');
  await expectArrived(fresh, arrived);
  await fresh.context().close();

  const [headings = [], ...lines] = await exported(organiser, 'participants.csv');
  const at = headings.findIndex((heading) => /arriv|présen|point/i.test(heading));
  expect(at, headings.join(', ')).toBeGreaterThan(-1);
  expect(lines.filter((line) => line[at] !== '' && line[at] !== 'non')).toHaveLength(arrived);

  // Each double entry is told once, to both phones that made it; no other phone hears of it.
  for (const [number, page] of scene.phones.entries()) {
    const theirs = [...scene.twice].filter(([, phones]) => phones.includes(number));
    await page.getByRole('button', { name: 'Derniers pointages' }).click();
    const messages = page.locator('.door-messages > li').filter({ hasNotText: /places|complète|capacité/i });
    await expect(async () => {
      await hearNews(page);
      await expect(messages).toHaveCount(theirs.length, { timeout: 1_000 });
    }).toPass({ timeout: 20_000 });
    const told = await messages.allInnerTexts();
    for (const [person] of theirs) {
      const name = scene.people[person]?.name ?? '';
      expect(told.filter((sentence) => sentence.includes(name)), `${name} sur le téléphone ${number + 1}`).toHaveLength(1);
    }
  }
}

test('two hundred people, four phones, no network: nothing is lost, each double entry is told once', async ({ browser, site, staff }) => {
  const organiser = (await staff('organiser')).page;
  const people = await crowd(site, organiser, 200);
  const member = await staff('door');
  const scene = await prepared(browser, member, people);
  await expect(notices(phoneOf(scene, 3)).filter({ hasText: 'L’horloge de ce téléphone avance de' })).toBeVisible();

  const begun = Date.now();
  await morning(scene, 180);
  console.log(`${180 + scene.twice.size} pointages hors ligne sur quatre téléphones : ${Date.now() - begun} ms, navigateurs compris`);

  // The first answer of the second phone gets lost: it sends the same again, which changes nothing.
  await phoneOf(scene, 1).route('**/accueil/actes', async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  }, { times: 1 });
  for (const number of [2, 1, 3, 0]) await comeBack(phoneOf(scene, number));
  await expectSameEnd(scene, browser, member, organiser);
});

for (const order of [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1]]) {
  test(`phones that come back in the order ${order.map((number) => number + 1).join(', ')} come to the same end`, async ({ browser, site, staff }) => {
    const organiser = (await staff('organiser')).page;
    const member = await staff('door');
    const scene = await prepared(browser, member, await crowd(site, organiser, 40));
    await morning(scene, 24);
    for (const number of order) await comeBack(phoneOf(scene, number));
    await expectSameEnd(scene, browser, member, organiser);
  });
}

test('a phone that is taken out of use forgets everything at its next contact, and says so', async ({ browser, site, staff }) => {
  const organiser = (await staff('organiser')).page;
  const [someone] = await crowd(site, organiser, 5);
  const phone = await newPhone(browser, await staff('door'), 'Téléphone perdu');
  await phone.context().setOffline(true);
  await scan(phone, someone?.code ?? '');
  await expect(word(phone)).toHaveText('Bienvenue');

  await organiser.goto('/organisation/equipe/telephones');
  await organiser.getByRole('link', { name: 'Retirer Téléphone perdu' }).click();
  await organiser.getByRole('button', { name: 'Retirer ce téléphone' }).click();
  await phone.context().setOffline(false);
  await expect(phone.getByRole('alert')).toContainText('L’organisation a retiré ce téléphone');
  await expect(phone.getByRole('alert')).toContainText(/1\spointage n’a pas pu être envoyé/);
  expect(await kept(phone)).toEqual([0, 0, 0]);
});

test('a phone whose time is over forgets everything by itself, without a network, and says how to go on', async ({ browser, site, staff }) => {
  const organiser = (await staff('organiser')).page;
  const [someone] = await crowd(site, organiser, 5);
  const phone = await newPhone(browser, await staff('door'), 'Téléphone oublié');
  await phone.context().setOffline(true);
  await scan(phone, someone?.code ?? '');
  await expect(word(phone)).toHaveText('Bienvenue');
  expect(await kept(phone)).not.toEqual([0, 0, 0]);

  await phone.clock.setSystemTime(Date.now() + 400 * A_DAY_MS);
  await phone.reload();
  await expect(phone.getByRole('alert')).toContainText('La durée prévue pour ce téléphone est passée. La liste a été effacée d’ici.');
  await expect(phone.getByRole('alert')).toContainText(/1\spointage n’a pas pu être envoyé/);
  await expect(phone.getByRole('alert')).toContainText('un nouveau code d’appairage');
  expect(await kept(phone)).toEqual([0, 0, 0]);
  expect(await phone.locator('body').innerText()).not.toContain(someone?.name ?? '');
});

test('the door of a session that is called off is left in words, and what was done there is still sent', async ({ browser, page, site, staff }) => {
  const organiser = (await staff('organiser')).page;
  const ticket = await registered(site, camille);
  await page.goto(ticket.path);
  await choose(page, 'A03');
  const phone = await newPhone(browser, await staff('door'), 'Téléphone de l’étage');
  await phone.goto('/accueil');
  await follow(phone.getByRole('link', { name: 'A03' }));
  const session = new URL(phone.url()).pathname.split('/').at(-1);
  await phone.context().setOffline(true);
  await scan(phone, ticket.code);
  await expect(word(phone)).toHaveText('Bienvenue');

  await organiser.goto(`/organisation/seances/${session}/annuler`);
  await organiser.getByRole('button', { name: 'Annuler cette séance' }).click();
  await phone.context().setOffline(false);
  await expect(notices(phone).filter({ hasText: 'La porte «' })).toContainText(/A03, 11\sh\s» n’est plus à tenir ici/, { timeout: 30_000 });
  await expect(phone).toHaveURL(/\/accueil$/);
  await expect(phone.getByRole('link', { name: 'A03' })).toHaveCount(0);
  await expectSent(phone);
  const [headings = [], ...lines] = await exported(organiser, 'pointages.csv');
  expect(lines.filter((line) => line[headings.indexOf('Résultat')] === 'Accepté')).toHaveLength(1);
  await phone.getByRole('link', { name: 'Entrée principale' }).click();
  await expect(notices(phone).filter({ hasText: 'La porte «' })).toHaveCount(0);
});

test('an organiser shows a code; a phone follows it, names itself and is ready', async ({ browser, site, staff }) => {
  const organiser = (await staff('organiser')).page;
  const [someone] = await crowd(site, organiser, 3);
  await organiser.goto('/organisation/equipe/telephones');
  await organiser.locator('main form').getByRole('button').last().click();
  const link = await organiser.locator('#lien').inputValue();

  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await phone.goto(link);
  await phone.getByLabel(/[Nn]om/).fill('Téléphone de Dominique');
  await phone.locator('main form').getByRole('button').first().click();
  await expect(phone).toHaveURL(/\/accueil$/);
  await expect(status(phone)).toContainText(/Prêt hors ligne\s: 3\spersonnes, à jour à \d\d:\d\d/, { timeout: 20_000 });
  await phone.getByRole('link', { name: 'Entrée principale' }).click();
  await typeAtDoor(phone, someone?.code ?? '');
  await expect(word(phone)).toHaveText('Bienvenue');
  await expectSent(phone);
  await phone.context().close();
});
