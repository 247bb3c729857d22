import { execFileSync } from 'node:child_process';
import { defineConfig } from '@playwright/test';

/** The browser of this machine; Playwright's own is never downloaded. */
const chromium =
  process.env.PASSERELLE_CHROMIUM ??
  execFileSync('../.ci/chromium.sh', { cwd: import.meta.dirname, encoding: 'utf8' }).trim();

/** What keeps Chromium quiet, and running where there is no sandbox to be had. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  globalSetup: './global-setup.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 30_000,
  forbidOnly: process.env.CI === 'true',
  reporter: [['list'], ['./failures.ts']],
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: chromium, args: quiet },
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    screenshot: 'only-on-failure',
  },
  // Every journey is made twice. A file's name says why it is made once: an island needs script; what an
  // island takes the place of is plain; pages without any are looked at closely only once.
  projects: [
    { name: 'script', testIgnore: /\.plain\.spec\.ts$/ },
    { name: 'plain', testIgnore: /\.(island|once)\.spec\.ts$/, use: { javaScriptEnabled: false } },
  ],
});
