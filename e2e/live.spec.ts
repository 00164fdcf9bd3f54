import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import axe, { type AxeResults } from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTensorFlow } from '@bcos-bench/engine';
import { openImages, readAttackSamples, readCheckpoint } from '@bcos-bench/formats';
import { attackLosses, balls, lossAt, stepWithin, threatModels } from '@bcos-bench/adversary';
import { imageBatch, loadNetwork } from '@bcos-bench/models';
import { at } from '@bcos-bench/vocabulary';
import { chromiumPath } from '../packages/nx-plugin/src/checks/optionalPrograms.js';
import { LIVE_ATTACK, LIVE_CHECKPOINT, LIVE_IMAGES, LIVE_STEPS, writeLivePage } from './liveFixture.js';
import { watchedPage } from './watchedPage.js';

const MEGABYTE = 1e6;
const EPS = 8 / 255;
const FIXTURE_TIMEOUT = 300_000;
/** Ten attacks of twenty steps with an explanation each, on a machine with other work. */
const ATTACKS_TIMEOUT = 600_000;
const program = chromiumPath(process.env);
const screenshots = process.env['SCREENSHOTS'] ?? '';
const skipped = 'skipped: no Chromium on the PATH, and CHROMIUM names none';
if (program === null) process.stderr.write(`The attack in a browser is ${skipped}\n`);

describe.skipIf(program === null)(`the attack in a browser${program === null ? ` (${skipped})` : ''}`, () => {
  let root: string;
  let file: string;
  let results: string;
  let browser: Browser;
  let page: Page;
  /** What the page did that it must not: errors and requests. */
  const complaints: string[] = [];

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'live-'));
    ({ page: file, results } = await writeLivePage(root));
    browser = await chromium.launch({ executablePath: program ?? '', args: ['--no-sandbox'] });
    page = await opened(file);
  }, FIXTURE_TIMEOUT);
  afterAll(async () => {
    await browser.close();
    rmSync(root, { recursive: true, force: true });
  });

  async function opened(
    path: string,
    before: (page: Page) => Promise<unknown> = () => Promise.resolve(),
  ): Promise<Page> {
    const made = await watchedPage(browser, path, complaints);
    await before(made);
    await made.goto(pathToFileURL(path).href);
    await made.locator('#live button').first().waitFor();
    return made;
  }

  const status = () => page.locator('#live [role="status"]');
  const attackButton = () => page.locator('#live .actions button').first();
  const losses = async () => (await page.locator('.loss').getAttribute('data-losses'))?.split(' ').map(Number) ?? [];

  async function attack(): Promise<void> {
    await attackButton().click();
    await status().filter({ hasText: 'Median time of a step' }).waitFor({ timeout: ATTACKS_TIMEOUT });
  }

  async function look(name: string): Promise<void> {
    if (screenshots === '') return;
    mkdirSync(screenshots, { recursive: true });
    await page.locator('#section-live').screenshot({ path: join(screenshots, `live-${name}.png`) });
  }

  /** The losses of every iterate on TensorFlow, by image: PGD as it is written down, on all images at once. */
  async function lossesOnTensorFlow(): Promise<Map<number, number[]>> {
    await openTensorFlow();
    const checkpoint = readCheckpoint(LIVE_CHECKPOINT);
    const { network, weights } = loadNetwork(checkpoint, LIVE_CHECKPOINT);
    const { index, labels, shape, image } = openImages(join(results, 'data'), 'test');
    const images = imageBatch(
      [...index.keys()].map((row) => image(row)),
      LIVE_IMAGES,
      shape,
    );
    const origin = threatModels.encoded.attacked(images, network);
    const onehot = tf.oneHot([...labels], 10, 1, 0, 'float32').as2D(LIVE_IMAGES, 10);
    const around = { ball: balls.linf, origin, eps: EPS };
    const { away } = attackLosses.bce;
    const losses = [...index].map((number): [number, number[]] => [number, []]);
    let x = origin;
    for (let step = 0; step <= LIVE_STEPS; step += 1) {
      const seen = tf.tidy(() => ({ ...lossAt(network, weights, threatModels.encoded, away, x, onehot) }));
      for (const [row, loss] of seen.losses.dataSync().entries()) at(losses, row)[1].push(loss);
      x = stepWithin(around, x, seen.gradient, (2.5 * EPS) / LIVE_STEPS);
    }
    return new Map(losses);
  }

  it(
    'has the losses of TensorFlow in every step, and confirms the rows of bcos-attack',
    async () => {
      const expected = await lossesOnTensorFlow();
      const rows = new Map((await readAttackSamples(join(results, LIVE_ATTACK))).map((row) => [row.index, row]));
      const confirmed: string[] = [];
      let largest = 0;
      for (const [image, wanted] of expected) {
        await page.locator(`#explorer [role="option"][data-index="${image}"]`).click();
        await attack();
        const found = await losses();
        expect(found).toHaveLength(LIVE_STEPS + 1);
        largest = Math.max(largest, ...wanted.map((loss, step) => Math.abs(at(found, step) / loss - 1)));
        const row = rows.get(image);
        expect(Math.max(...found) / (row?.adv_loss ?? 0)).toBeCloseTo(1, 3);
        await page.getByRole('button', { name: 'Check this row' }).click();
        await status().filter({ hasText: 'confirmed' }).waitFor();
        const words = (await status().textContent()) ?? '';
        expect(words).toContain('The row is confirmed. Before the attack');
        confirmed.push(words.includes('8-bit') ? 'before' : 'both');
      }
      expect(largest).toBeLessThan(1e-3);
      expect(confirmed.filter((extent) => extent === 'both')).toHaveLength(4);
      expect(confirmed).toHaveLength(LIVE_IMAGES);
      process.stderr.write(`largest relative difference of a loss: ${largest.toExponential(1)}\n`);
    },
    ATTACKS_TIMEOUT,
  );

  it('shows every step as it is taken, and stops when asked', async () => {
    const steps = page.getByRole('slider', { name: 'Steps' });
    await steps.fill('100');
    await attackButton().click();
    await status()
      .filter({ hasText: /^Step \d/ })
      .waitFor();
    await attackButton().click();
    await look('stopped');
    expect((await losses()).length).toBeLessThan(101);
    const words = await status().textContent();
    await page.waitForTimeout(500);
    expect(await status().textContent()).toBe(words);
    await steps.fill(String(LIVE_STEPS));
    await attack();
    await look('end');
    process.stderr.write(`${await status().textContent()}\n`);
    expect(await page.locator('.loss').getAttribute('aria-label')).toMatch(/^The loss over 20 steps: /);
  });

  it('attacks with another norm, radius and threat, by keys', async () => {
    await page.getByLabel('Norm', { exact: true }).selectOption('l2');
    await page.getByRole('slider', { name: 'Radius' }).focus();
    await page.keyboard.press('End');
    await page.getByLabel('What changes').selectOption('pixel');
    expect(await page.locator('#live output').first().textContent()).toBe('3.00');
    await page.getByRole('slider', { name: 'Steps' }).fill('3');
    await attack();
    expect(await losses()).toHaveLength(4);
    expect(await status().textContent()).toContain('After 3 steps');
  });

  it('classifies, attacks and explains a drawing and a file of the reader', async () => {
    const canvas = page.locator('.drawing canvas');
    await canvas.scrollIntoViewIfNeeded();
    const box = await canvas.boundingBox();
    if (box === null) throw new Error('the canvas has no place');
    await page.mouse.move(box.x + 30, box.y + 30);
    await page.mouse.down();
    await page.mouse.move(box.x + 150, box.y + 150, { steps: 5 });
    await page.mouse.up();
    await page.getByRole('button', { name: 'Take this drawing' }).click();
    expect(await page.locator('.subject').textContent()).toBe('Attacked is your drawing.');
    expect(await page.getByRole('button', { name: 'Check this row' }).isDisabled()).toBe(true);
    await attack();
    await look('drawing');
    expect(await losses()).toHaveLength(4);
    const png = Buffer.from(await page.locator('.tile canvas').first().screenshot());
    await page.locator('#live-file').setInputFiles({ name: 'cat.png', mimeType: 'image/png', buffer: png });
    await page.locator('.subject').filter({ hasText: 'cat.png' }).waitFor();
    await attack();
    await page
      .locator('#live-file')
      .setInputFiles({ name: 'no.png', mimeType: 'image/png', buffer: Buffer.from('no') });
    await status().filter({ hasText: 'no.png is not an image that this browser reads.' }).waitFor();
  });

  it('says in one line that a machine has no WebAssembly', async () => {
    const bare = await opened(file, (made) =>
      made.addInitScript(() => Reflect.deleteProperty(globalThis, 'WebAssembly')),
    );
    await bare.locator('#live .actions button').first().click();
    const words = bare.locator('#live [role="status"]');
    await words.filter({ hasText: 'No image can be attacked here: this browser has no WebAssembly.' }).waitFor();
  });

  it('holds the rules of WCAG 2.2 at level AA', async () => {
    await page.evaluate(axe.source);
    const found = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run: (place: string, options: object) => Promise<AxeResults> };
      };
      return axe.run('#section-live', { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] });
    });
    expect(found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });

  it('is a page of under 4 MB more than without it', async () => {
    const size = statSync(file).size / MEGABYTE;
    const { page: without } = await writeLivePage(root, '[]');
    const more = size - statSync(without).size / MEGABYTE;
    process.stderr.write(`index.html: ${size.toFixed(2)} MB, of which the live part ${more.toFixed(2)} MB\n`);
    expect(more).toBeLessThan(4);
  });

  it('has neither complained nor requested anything', () => {
    expect(complaints).toEqual([]);
  });
});
