import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import ICAL from 'ical.js';
import { expect, test } from './fixtures.ts';
import { camille, choose, registered } from './people.ts';

const LISTS = ['participants', 'seances', 'inscriptions', 'pointages', 'attente', 'voeux', 'courriels', 'besoins'];

/** A semicolon, double quotes, UTF-8, from the first line. */
const OURS = '59,34,76,1';

/** LibreOffice's own reading of these files: the lines of each sheet, by « file-sheet ». */
async function asRead(folder: string, files: string[], ...how: string[]): Promise<Map<string, string[]>> {
  const out = join(folder, `lu-${basename(files[0] ?? '')}`);
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profil'))}`;
  const written = `csv:Text - txt - csv (StarCalc):${OURS},,0,false,true,false,false,false,-1`;
  await promisify(execFile)('soffice', [profile, '--headless', ...how, '--convert-to', written, '--outdir', out, ...files]);
  const sheets = await Promise.all((await readdir(out)).map(async (name) => {
    const lines = (await readFile(join(out, name), 'utf8')).trimEnd().split('\n');
    return [basename(name, '.csv'), lines] as const;
  }));
  return new Map(sheets);
}

function sheetOf(sheets: Map<string, string[]>, file: string): string[] {
  const found = [...sheets].filter(([name]) => name.startsWith(`${file}-`));
  expect(found, file).toHaveLength(1);
  return found[0]?.[1] ?? [];
}

/** Who someone is, without the mark that keeps a formula from being one in a text file. */
const who = (lines: string[]) =>
  lines.map((line) => line.split(';').slice(0, 5).map((field) => field.replace(/^"?'?|"$/g, '')).join(' | '));

test('another program reads every file that is taken away as it was meant', async ({ site, staff }, info) => {
  test.setTimeout(180_000);
  await site.cli('demo', '--participants', '40', '--seed', '3');
  await registered(site, { ...camille, organisation: '=1+1' });
  await registered(site, { first_name: 'Hélène', last_name: 'Le Guén', organisation: 'Épicerie « L’Œuf »' });
  const { page } = await staff('organiser');
  const folder = info.outputPath();
  const taken = async (name: string) => {
    const file = join(folder, name);
    await writeFile(file, await (await page.request.get(`/organisation/exports/${name}`)).body());
    return file;
  };
  const workbooks = await Promise.all([...LISTS, 'classeur'].map((list) => taken(`${list}.xlsx`)));
  const texts = await Promise.all(LISTS.map((list) => taken(`${list}.csv`)));
  const sheets = await asRead(folder, workbooks);
  const tables = await asRead(folder, texts, `--infilter=CSV:${OURS}`);

  for (const list of LISTS) {
    const [sheet, table] = [sheetOf(sheets, list), sheetOf(tables, list)];
    expect(who(table)[0], list).toBe(who(sheet)[0]);
    expect(table.length, list).toBe(sheet.length);
    expect([...sheet, ...table].join('\n'), list).not.toMatch(/Ã|�|#NAME|Err:/);
  }
  const people = who(sheetOf(sheets, 'participants'));
  expect(people).toHaveLength(43);
  expect(who(sheetOf(tables, 'participants'))).toEqual(people);
  expect(people.join('\n')).toContain('Le Guén | Hélène |  | Épicerie « L’Œuf »');
  expect(people.join('\n')).toContain('=1+1');
  expect([...sheets.keys()].filter((name) => name.startsWith('classeur-'))).toHaveLength(LISTS.length);
});

test('another program reads a day for calendars as it was chosen, whatever the programme says', async ({ page, site, staff }) => {
  const title = 'Se loger, se chauffer; \\n « et » BEGIN:VALARM: "après"';
  const organiser = (await staff('organiser')).page;
  await organiser.goto('/organisation/programme/ateliers/A01');
  await organiser.getByLabel('Titre').fill(title);
  await organiser.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(organiser.getByRole('status')).toContainText('enregistré');
  const ticket = await registered(site, camille);
  await page.goto(ticket.path);
  for (const code of ['A01', 'B02']) await choose(page, code);
  const file = await (await page.request.get(`${ticket.path}/agenda.ics`)).text();
  expect(ICAL.design.strict, 'what is not by the rules is refused').toBe(true);
  const calendar = new ICAL.Component(ICAL.parse(file));
  for (const name of ['version', 'prodid']) expect(calendar.getAllProperties(name), name).toHaveLength(1);
  const events = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
  expect(events).toHaveLength(3);
  for (const event of events) {
    expect(event.uid).toContain('@');
    expect(event.component.getFirstPropertyValue('dtstamp')).toBeInstanceOf(ICAL.Time);
    expect(event.startDate.zone).toBe(ICAL.Timezone.utcTimezone);
    expect(event.endDate.compare(event.startDate)).toBe(1);
  }
  const spaces = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
  expect(spaces(events[1]?.summary ?? '')).toBe(`A01 ${title}`);
  expect(events[1]?.location).toContain('Salle Loire, Maison de quartier');
  expect(events[2]?.summary).toContain('B02 ');
});
