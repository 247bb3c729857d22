import { defineConfig } from '@playwright/test';
import tests from './playwright.config.ts';

/** What `make bench` measures in a browser: one thing at a time, on the program built for production. */
export default defineConfig({
  ...tests,
  testMatch: '*.bench.ts',
  workers: 1,
  timeout: 600_000,
  reporter: [['./figures.ts']],
  projects: [{ name: 'mesures' }],
});
