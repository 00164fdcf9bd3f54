// Odd files: a folder that a stage reads is copied and one of its files made odd.
import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { JSON_VALUES, YAML_LINES, YAML_SCALARS } from './values.mjs';

const MANIFEST = ['manifest.json', 'manifest.sha256'];

/** What can happen to one file. */
const DAMAGES = {
  gone: (file) => rmSync(file),
  empty: (file) => writeFileSync(file, ''),
  folder: (file) => (rmSync(file), mkdirSync(file)),
  'dangling link': (file) => (rmSync(file), symlinkSync('nowhere', file)),
  'link to itself': (file) => (rmSync(file), symlinkSync(basename(file), file)),
  'link to its folder': (file) => (rmSync(file), symlinkSync('.', file)),
  'link to /dev/zero': (file) => (rmSync(file), symlinkSync('/dev/zero', file)),
  'link to /dev/null': (file) => (rmSync(file), symlinkSync('/dev/null', file)),
  'link into /proc': (file) => (rmSync(file), symlinkSync('/proc/self/maps', file)),
  FIFO: (file) => (rmSync(file), execFileSync('mkfifo', [file])),
  'no permission': (file) => chmodSync(file, 0),
  cut: (file, { below }) => truncateSync(file, below(Math.max(1, statSync(file).size))),
  grown: (file, { below }) => truncateSync(file, statSync(file).size + 1 + below(100_000)),
  'random bytes': (file, { below }) =>
    writeFileSync(file, Buffer.from(Array.from({ length: below(2000) }, () => below(256)))),
  'flipped bytes': (file, choices) => flip(file, choices, 1 + choices.below(4)),
  'flipped head': (file, choices) => flip(file, choices, 1, 64),
  'another file': (file, { one }) => writeFileSync(file, readFileSync(one(filesIn(dirname(file))))),
  renamed: (file, { one }) =>
    renameSync(file, join(dirname(file), one(['x', '☃.json', 'a\nb', '-', `${'y'.repeat(250)}`]))),
};

function flip(file, { below }, count, within = Infinity) {
  const bytes = readFileSync(file);
  if (bytes.length === 0) return;
  for (let i = 0; i < count; i += 1) bytes[below(Math.min(bytes.length, within))] ^= 1 << below(8);
  writeFileSync(file, bytes);
}

export function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Makes one file of a folder odd; half of the time without its manifest, so that what reads the file meets it itself. */
export function damageFolder(folder, choices) {
  if (choices.chance(60)) for (const name of MANIFEST) rmSync(join(folder, name), { force: true });
  const file = choices.one(filesIn(folder));
  if (file.endsWith('.json') && choices.chance(60)) return `JSON: ${oddJson(file, choices)}`;
  return damageFile(file, choices);
}

export function damageFile(file, choices) {
  const kind = choices.one(Object.keys(DAMAGES));
  DAMAGES[kind](file, choices);
  return `${kind}: ${basename(file)}`;
}

/** Changes one value of a JSON file, or drops or adds a key. */
function oddJson(file, choices) {
  const value = JSON.parse(readFileSync(file, 'utf8'));
  const places = placesOf(value);
  const { holder, key } = choices.one(places);
  if (choices.chance(15)) delete holder[key];
  else if (choices.chance(10)) holder[`${key}x`] = 1;
  // As a key of the file, which `__proto__: 1` in a literal would not be.
  else if (choices.chance(11)) Object.defineProperty(holder, '__proto__', { value: { x: 1 }, enumerable: true });
  else holder[key] = choices.one(JSON_VALUES);
  writeFileSync(file, JSON.stringify(value));
  return `${basename(file)} ${String(key)}`;
}

function placesOf(holder) {
  if (typeof holder !== 'object' || holder === null) return [];
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesOf(holder[key])]);
}

/** Makes a YAML text odd: a scalar, a line or the indentation. */
export function oddYaml(text, { one, below, chance }) {
  const lines = text.split('\n');
  const at = below(lines.length);
  if (chance(55)) {
    const values = [...lines[at].matchAll(/(?<=[:,[] ?)[\w./'"*&-]+/g)];
    if (values.length > 0) {
      const { index, 0: word } = one(values);
      lines[at] = lines[at].slice(0, index) + one(YAML_SCALARS) + lines[at].slice(index + word.length);
      return lines.join('\n');
    }
  }
  if (chance(50)) lines.splice(at, 0, one(YAML_LINES));
  else if (chance(30)) lines.splice(at, 1);
  else if (chance(31)) lines.splice(at, 0, lines[at]);
  else if (chance(40)) lines[at] = ` ${lines[at]}`;
  else lines[at] = one(YAML_LINES);
  return lines.join('\n');
}
