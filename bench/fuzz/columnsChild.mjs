// Reads spoilt Arrow and Parquet files, one after the other, and says a line of JSON about each. It is run by columns.mjs.
import { Buffer } from 'node:buffer';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openGivenParquet } from '../../packages/formats/dist/index.js';
import { columnWidth, int32Column, readArrow, uint8Column } from '../../packages/formats/dist/arrow/arrowFile.js';
import { Fault } from '../../packages/vocabulary/dist/index.js';
import { choicesOf } from './odd/choices.mjs';

const LONGEST_LINE = 2000;
/** What a length, a size or an offset is made into. */
const NUMBERS = [0, 1, -1, 2 ** 16, 2 ** 31 - 1, -(2 ** 31), 2 ** 30, 2 ** 24];

const [folder = '', seed, begin, end] = process.argv.slice(2);
const fixtures = new URL('../../packages/formats/src/fixtures/columns/', import.meta.url);
const samples = readdirSync(fixtures)
  .filter((name) => /\.(arrow|parquet)$/.test(name))
  .sort()
  .map((name) => ({ name, content: readFileSync(new URL(name, fixtures)) }));

/** @type {Readonly<Record<string, (content: Buffer, choices: ReturnType<typeof choicesOf>) => Buffer>>} */
const DAMAGES = {
  'bits turned': (content, { below }) => {
    for (let i = below(4); i >= 0; i -= 1) content[below(content.length)] ^= 1 << below(8);
    return content;
  },
  'cut off': (content, { below }) => content.subarray(0, below(content.length)),
  'its middle cut out': (content, { below }) => {
    const from = below(content.length);
    return Buffer.concat([content.subarray(0, from), content.subarray(from + below(64))]);
  },
  'a number replaced': (content, { below, one }) => {
    content.writeInt32LE(one(NUMBERS), below(content.length - 4));
    return content;
  },
  'a number of its end replaced': (content, { below, one }) => {
    content.writeInt32LE(one(NUMBERS), content.length - 4 - below(Math.min(600, content.length - 4)));
    return content;
  },
  'its end of bits that are all set': (content, { below }) => content.fill(0xff, below(content.length)),
  // Thrift writes a number seven bits a byte; the eighth bit says that another byte follows.
  'a long number': (content, { below }) => {
    const at = below(content.length - 5);
    Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f]).copy(content, at);
    return content;
  },
  'a piece repeated': (content, { below }) => {
    const [from, to] = [below(content.length), below(content.length)];
    return Buffer.concat([content.subarray(0, to), content.subarray(from, from + below(256)), content.subarray(to)]);
  },
};

/** @param {string} path */
async function valuesIn(path) {
  if (extname(path) === '.arrow') {
    const file = readArrow(path, 'again');
    int32Column(file, 'label');
    uint8Column(file, 'pair', columnWidth(file, 'pair'));
    return;
  }
  const file = await openGivenParquet(path, 'again');
  let rows = 0;
  for await (const row of file.rows(file.columns)) rows += Object.keys(row).length;
  if (!Number.isInteger(rows)) throw new Error('its rows cannot be counted');
}

/** @param {number} number */
async function attempt(number) {
  const choices = choicesOf(Number(seed), 'columns', number);
  const { name, content } = choices.one(samples);
  const damage = choices.one(Object.keys(DAMAGES));
  const path = join(folder, `spoilt${extname(name)}`);
  writeFileSync(path, DAMAGES[damage]?.(Buffer.from(content), choices) ?? content);
  const kind = `${extname(name).slice(1)}: ${damage}`;
  try {
    await valuesIn(path);
    return { kind, outcome: 'read', message: name };
  } catch (error) {
    const isLine = error instanceof Fault && !error.message.includes('\n') && error.message.length <= LONGEST_LINE;
    const message = `${name}: ${isLine || !(error instanceof Error) ? String(error) : error.stack}`;
    return { kind, outcome: isLine ? 'refused' : 'wrong', message };
  }
}

for (let number = Number(begin); number < Number(end); number += 1) {
  const started = performance.now();
  const made = await attempt(number);
  const megabytes = process.memoryUsage().rss / 2 ** 20;
  process.stdout.write(
    `${JSON.stringify({ ...made, number, milliseconds: performance.now() - started, megabytes })}\n`,
  );
}
