import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath } from '../packages/nx-plugin/src/checks/optionalPrograms.js';
import { writePage, writeRecordedPage } from './pageFixture.js';

const FIXTURE_TIMEOUT = 180_000;
const STATE = '#explorer?network=bcos-resnet8&attack=l2-0.5-10-encoded&image=11';
const looks: readonly (readonly [name: string, options: BrowserContextOptions])[] = [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['phone', { viewport: { width: 375, height: 740 } }],
];
const program = chromiumPath(process.env);
const screenshots = process.env['SCREENSHOTS'] ?? '';

/** For people to look at: SCREENSHOTS names the folder, and without it nothing is drawn. */
describe.skipIf(program === null || screenshots === '')('what the report page looks like', () => {
  let root: string;
  let browser: Browser;
  let address: string;

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'page-looks-'));
    mkdirSync(screenshots, { recursive: true });
    address = pathToFileURL(writeRecordedPage(root, await writePage(root))).href + STATE;
    browser = await chromium.launch({ executablePath: program ?? '', args: ['--no-sandbox'] });
  }, FIXTURE_TIMEOUT);
  afterAll(async () => {
    await browser.close();
    rmSync(root, { recursive: true, force: true });
  });

  async function open(options: BrowserContextOptions): Promise<Page> {
    const page = await (await browser.newContext(options)).newPage();
    await page.goto(address);
    await page.locator('#explorer canvas').first().waitFor();
    await page.waitForTimeout(500);
    return page;
  }

  it.each(looks)('%s', async (name, options) => {
    const page = await open(options);
    await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
    await page.locator('#section-explorer').screenshot({ path: join(screenshots, `${name}-explorer.png`) });
    await page.locator('#table-1 a.value').nth(1).click();
    expect(await page.getByRole('dialog').isVisible()).toBe(true);
    await page.screenshot({ path: join(screenshots, `${name}-number.png`) });
  });

  it('print', async () => {
    const page = await open({});
    const paper = await page.pdf({ path: join(screenshots, 'print.pdf'), preferCSSPageSize: true });
    expect(paper.byteLength).toBeGreaterThan(0);
  });
});
