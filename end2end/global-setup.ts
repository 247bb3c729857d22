import { rm } from 'node:fs/promises';
import { makeTemplate } from './site.ts';

/** Imports the shipped programme once; each test starts on a copy of that database. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const folder = await makeTemplate();
  process.env.PASSERELLE_TEMPLATE = folder;
  return () => rm(folder, { recursive: true, force: true });
}
