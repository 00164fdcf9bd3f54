import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe, { type AxeResults } from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { chromiumPath } from '../packages/nx-plugin/src/checks/optionalPrograms.js';
import { COMMIT, KEPT, writePage, writeRecordedPage } from './pageFixture.js';
import { watchedPage } from './watchedPage.js';

const MEGABYTE = 1e6;
/** Making the results and their report, on a machine with other work. */
const FIXTURE_TIMEOUT = 180_000;
const program = chromiumPath(process.env);
const skipped = 'skipped: no Chromium on the PATH, and CHROMIUM names none';
if (program === null) process.stderr.write(`The report page in a browser is ${skipped}\n`);

describe.skipIf(program === null)(`the report page in a browser${program === null ? ` (${skipped})` : ''}`, () => {
  let root: string;
  let browser: Browser;
  let file: string;
  /** The same page as the report stage has written it: without the record of a run. */
  let unrecorded: string;
  /** What the page did that it must not: errors and requests. */
  const complaints: string[] = [];

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'page-'));
    unrecorded = await writePage(root);
    file = writeRecordedPage(root, unrecorded);
    browser = await chromium.launch({ executablePath: program ?? '', args: ['--no-sandbox'] });
  }, FIXTURE_TIMEOUT);
  afterAll(async () => {
    await browser.close();
    rmSync(root, { recursive: true, force: true });
  });

  async function open(hash = '', options: BrowserContextOptions = {}, path = file): Promise<Page> {
    const page = await watchedPage(browser, path, complaints, options);
    await page.goto(pathToFileURL(path).href + hash);
    await page.locator('#explorer canvas').first().waitFor();
    return page;
  }

  it('is smaller than 15 MB with 64 images and five networks', () => {
    const size = statSync(file).size / MEGABYTE;
    process.stderr.write(`index.html: ${size.toFixed(1)} MB\n`);
    expect(size).toBeLessThan(15);
  });

  it('shows a class and a title that look like a tag as text', async () => {
    const page = await open();
    expect(await page.title()).toContain('<script>alert(1)</script>');
    expect(await page.locator('h1').textContent()).toBe('Five networks & <script>alert(1)</script>');
    expect(await page.getByLabel('True class').locator('option').nth(3).textContent()).toBe('<script>');
    expect(await page.locator('script:not([type="application/json"])').count()).toBe(1);
  });

  it('sorts a table by its keys', async () => {
    const page = await open();
    const table = page.locator('#table-1 table');
    const firsts = () => table.locator('tbody th').allTextContents();
    const [before, head] = [await firsts(), table.locator('thead th').nth(2)];
    await head.getByRole('button').focus();
    await page.keyboard.press('Enter');
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    const values = await table
      .locator('tbody td:nth-child(3)')
      .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-value')));
    expect(values).toEqual([...values].sort((a, b) => Number(b) - Number(a)));
    await page.keyboard.press('Enter');
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    await page.keyboard.press('Enter');
    expect(await head.getAttribute('aria-sort')).toBe('none');
    expect(await firsts()).toEqual(before);
  });

  it('tells where a number comes from, and copies the command that makes it again', async () => {
    const page = await open('', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.locator('#table-1 a.value').nth(1).click();
    const dialog = page.getByRole('dialog');
    const command = 'PIPELINE=five npx nx run five-attack-resnet8-linf-8_255-10-encoded:attack';
    expect(await dialog.locator('code').allTextContents()).toContain(command);
    const copy = dialog.getByRole('button', { name: 'Copy' }).first();
    await copy.click();
    await dialog.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(command);
    await page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(false);
  });

  it('has an address for the dialog of a number, which leads to its images', async () => {
    const page = await open();
    await page.locator('#table-1 a.value').nth(1).click();
    const address = await page.evaluate(() => location.hash);
    expect(address).toMatch(/^#number\?part=table-1&row=ResNet-8&column=/);
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => location.hash === '');
    const again = await open(address);
    const dialog = again.getByRole('dialog');
    expect(await dialog.locator('h3').textContent()).toBe('attack-resnet8-linf-8_255-10-encoded');
    await dialog.getByRole('link', { name: `See ${KEPT} of its images` }).click();
    expect(await dialog.isVisible()).toBe(false);
    await again.waitForFunction(() =>
      location.hash.startsWith('#explorer?network=resnet8&attack=linf-8_255-10-encoded'),
    );
  });

  it('leads from a cell of the confusion matrix to its images, by keys too', async () => {
    const page = await open();
    const cell = page.getByRole('link', {
      name: /^after the attack: \d+ of \d+ images of star are classified as a & b/,
    });
    await cell.focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => location.hash.includes('&label=3&after=4'));
    expect(await page.getByLabel('Predicted after').inputValue()).toBe('4');
    expect(await page.getByRole('option', { name: /^Image/ }).count()).toBeGreaterThan(0);
  });

  it('keeps the data and the drawings of its figures where it is sent alone', async () => {
    const page = await open('', { acceptDownloads: true });
    for (const [label, start] of [
      ['CSV', 'panel,network,x,place,'],
      ['SVG', '<svg '],
      ['PNG', '\u0089PNG'],
    ] as const) {
      const waiting = page.waitForEvent('download');
      await page.locator('#figure-7 .files').getByText(label, { exact: true }).click();
      const download = await waiting;
      expect(download.suggestedFilename()).toBe(`figure-7.${label.toLowerCase()}`);
      const text = readFileSync(await download.path(), label === 'PNG' ? 'latin1' : 'utf8');
      expect(text.slice(0, 200)).toContain(start);
      if (label === 'SVG')
        expect(/^<svg [^>]*>/.exec(text)?.[0].match(/ xmlns="http:\/\/www\.w3\.org\/2000\/svg"/g)).toHaveLength(1);
    }
  });

  it('keeps the links to its sections in view, and can be read by keys alone', async () => {
    const page = await open();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    await page.locator('nav a', { hasText: 'Every image' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('nav [aria-current]')?.textContent === 'Every image');
    const box = await page.locator('nav').boundingBox();
    expect(Math.abs(box?.y ?? 1000)).toBeLessThan(2);
    await page.locator('#table-1 a.value').nth(1).focus();
    await page.keyboard.press('Enter');
    expect(await page.getByRole('dialog').isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.classList.contains('value'))).toBe(true);
    const lost = await page.evaluate(
      () =>
        [...document.querySelectorAll<HTMLElement>('[tabindex]')].filter(
          (part) => part.tabIndex > 0 || (part.tabIndex === 0 && part.closest('[aria-hidden="true"]') !== null),
        ).length,
    );
    expect(lost).toBe(0);
  });

  it('shows what is known of the last run: with a number its seconds, cache, versions, commit and device', async () => {
    const page = await open();
    expect(await page.locator('#run-summary').textContent()).toMatch(/ from the cache and computed 1\. /);
    await page.locator('#table-1 a.value').nth(1).click();
    const said = await page.getByRole('dialog').locator('dl').innerText();
    expect(said.replaceAll(/\s+/g, ' ')).toContain('Last run taken from the cache Took 12 s, 512 image-steps a second');
    expect(said).toContain(`Node ${process.versions.node}, TensorFlow 2.21.0, `);
    expect(said).toContain(COMMIT.replace('-dirty', ', with uncommitted changes'));
    expect(said).toMatch(/^CPU, .*, 1 thread$/m);
    expect(await page.locator('.node dl').count()).toBe(await page.locator('.node').count());
    expect(await page.locator('#node-report dl').textContent()).toContain('computed');
  });

  it('says where times stand when no run is recorded', async () => {
    const page = await open('', {}, unrecorded);
    expect(await page.locator('#run-summary').textContent()).toContain('timing.json');
    expect(await page.locator('.node dl').count()).toBe(0);
  });

  it('explores by filters and by keys, with an address for every state', async () => {
    const page = await open();
    const options = page.getByRole('option', { name: /^Image/ });
    const heading = page.locator('#explorer h3');
    expect(await options.count()).toBe(KEPT);
    await page.getByLabel('Network', { exact: true }).selectOption('Bcos-ResNet-8');
    await page.getByLabel('Attack', { exact: true }).selectOption('PGD ℓ2 0.5, 10 steps, encoded threat');
    await page.getByLabel('True class').selectOption('star');
    const stars = await options.count();
    expect(stars).toBe([...Array(KEPT).keys()].filter((i) => i % 10 === 3).length);
    expect(await heading.textContent()).toMatch(/^Image 3: star, /);
    expect(await page.locator('#explorer .tiles .tile').count()).toBe(7);
    // The same image and attack on each of the five networks.
    expect(await page.locator('#explorer .network').count()).toBe(5);

    await options.first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await heading.textContent()).toMatch(/^Image 23: star, /);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-index'))).toBe('23');
    await page.keyboard.press('End');
    expect(await heading.textContent()).toMatch(/^Image 63: star, /);
    await page.waitForFunction(() => location.hash.includes('image=63'));
    const link = await page.evaluate(() => location.hash);
    expect(link).toBe('#explorer?network=bcos-resnet8&attack=l2-0.5-10-encoded&image=63&label=3');

    await page.getByLabel('The attack', { exact: true }).selectOption('failed');
    expect(await options.count()).toBeLessThan(stars);
    const again = await open(link);
    expect(await again.locator('#explorer h3').textContent()).toMatch(/^Image 63: star, /);
    await again.evaluate(() => (location.hash = '#explorer?network=resnet8&image=5'));
    await again.getByText(/^Image 5: cross, /).waitFor();
  });

  it('opens at an explanation, and leads from network to network', async () => {
    const page = await open();
    expect(await page.locator('#explorer .tiles').count()).toBe(2);
    await page.locator('#explorer .network a', { hasText: 'Bcos-ResNet-8 (b = 1.5)' }).click();
    await expect.poll(() => page.getByLabel('Network', { exact: true }).inputValue()).toBe('bcos-resnet8-b1.5');
  });

  it('draws the attacked image, which is the clean one and the noise', async () => {
    const page = await open('#explorer?network=resnet8&attack=linf-8_255-10-encoded&image=4');
    await page.waitForTimeout(200);
    const tiles = await page.locator('#explorer .tiles canvas').evaluateAll((canvases) =>
      canvases.slice(0, 3).map((canvas) => {
        if (!(canvas instanceof HTMLCanvasElement)) return [];
        return [...(canvas.getContext('2d')?.getImageData(0, 0, 32, 32).data ?? [])];
      }),
    );
    const [clean, attacked, noise] = [at(tiles, 0), at(tiles, 1), at(tiles, 2)];
    const moved = attacked.map((value, i) => value - at(clean, i));
    expect(Math.max(...moved.map(Math.abs))).toBe(8);
    expect(
      clean.every((_, i) => i % 4 === 3 || [0, 255].includes(at(attacked, i)) || Math.abs(at(moved, i)) === 8),
    ).toBe(true);
    expect(noise.every((value, i) => i % 4 === 3 || Math.abs(Math.round((value - 128) / 15) - at(moved, i)) <= 1)).toBe(
      true,
    );
    expect(await page.locator('#explorer figcaption').nth(2).textContent()).toBe('noise × 15');
  });

  it('shows the value of the point under the pointer, and hides a series', async () => {
    const page = await open();
    const plot = page.locator('#figure-1 svg');
    await plot.scrollIntoViewIfNeeded();
    const point = plot.locator('.mark-symbol [aria-label^="ResNet-8: epoch 3, top-1"]').first();
    const box = await point.boundingBox();
    if (box === null) throw new Error('the figure has a point for epoch 3');
    await page.mouse.move(box.x + box.width / 2 + 2, box.y + box.height / 2);
    expect(await page.locator('.tip:visible').textContent()).toMatch(/^ResNet-8: epoch 3, top-1 \d+\.\d% in /);
    const entry = plot.getByRole('switch', { name: 'ResNet-8', exact: true });
    await entry.focus();
    await page.keyboard.press('Space');
    expect(await entry.getAttribute('aria-checked')).toBe('false');
    expect(await point.isVisible()).toBe(false);
    expect(await plot.locator('[aria-label^="Bcos-ResNet-8: epoch 3"]').first().isVisible()).toBe(true);
  });

  /** Levels A and AA of WCAG 2.2. */
  const AA = '{ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }';

  async function violationsIn(page: Page, call: string): Promise<string[]> {
    await page.evaluate(axe.source);
    const { violations, passes } = await page.evaluate<AxeResults>(call);
    expect(passes.length).toBeGreaterThan(0);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }

  it('is of level AA of WCAG by axe, and so is the dialog', async () => {
    const page = await open();
    await page.locator('details summary').last().click();
    expect(await violationsIn(page, `axe.run(${AA})`)).toEqual([]);
    await page.locator('#table-1 a.value').first().click();
    expect(await violationsIn(page, `axe.run("dialog", ${AA})`)).toEqual([]);
  });

  it('is of level AA in the dark too', async () => {
    const page = await open('', { colorScheme: 'dark' });
    await page.locator('details summary').last().click();
    expect(await violationsIn(page, `axe.run(${AA})`)).toEqual([]);
  });

  it('can be read on a phone: nothing but boxes of their own scrolls sideways', async () => {
    const page = await open('', { viewport: { width: 375, height: 740 } });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
  });

  it('prints what can be read on paper, and no controls', async () => {
    const page = await open();
    await page.emulateMedia({ media: 'print' });
    for (const hidden of ['nav', '#section-explorer', '#section-provenance']) {
      expect(await page.locator(hidden).isVisible()).toBe(false);
    }
    expect(await page.locator('#table-1').isVisible()).toBe(true);
    expect(await page.locator('body').evaluate((body) => getComputedStyle(body).fontFamily)).toContain('Times');
  });

  it('has neither said an error nor asked for anything but itself', () => {
    expect(complaints).toEqual([]);
  });
});
