// Gives a stage forty places for --out, and says of each what the stage said and what became of what was there. The places lie in a
// folder of the script's own; devices are nodes of its own. As root, in a namespace of mounts of its own, it makes mount points and
// read-only file systems there too; else those rows are left out.
//
//     sudo unshare --mount node bench/output/places.mjs --mounts [--project DIR]
import { execFileSync, spawnSync } from 'node:child_process';
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    mounts: { type: 'boolean', default: false },
    project: { type: 'string', default: fileURLToPath(new URL('../..', import.meta.url)) },
  },
});
const packages = join(resolve(values.project), 'packages');
const command = (stage) => join(packages, stage, 'bin', `bcos-${stage}.js`);
const SMALL = ['--dataset', 'shapes', '--train', '20', '--test', '10', '--quiet'];
const ROOT = process.getuid?.() === 0;
const OWN_MOUNTS = ROOT && values.mounts;
const scratch = mkdtempSync(join(tmpdir(), 'bcos-places-'));
const shell = (line, cwd) => execFileSync('sh', ['-ec', line], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });

/** A folder that the stage has made, once for all places. */
const made = join(scratch, 'made');
run('data', ['--out', made, ...SMALL], scratch);

function run(stage, words, cwd, home = scratch) {
  const environment = { ...process.env, HOME: home };
  const { status, signal, stderr } = spawnSync(process.execPath, [command(stage), ...words], {
    ...{ cwd, env: environment, encoding: 'utf8' },
    ...{ timeout: 60_000, killSignal: 'SIGKILL' },
  });
  return { code: status ?? signal, said: stderr.trim() };
}

const file = (path, text = 'mine') => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};
const copy = (to) => shell(`mkdir -p "$(dirname "${to}")" && cp -a "${made}" "${to}"`, scratch);

/**
 * Each makes its place in `w`, the working folder, which lies in the home folder; `own` is what may change there.
 * @typedef {{ out?: string | ((w: string) => string), own?: string[], words?: string[], needs?: boolean }} Aim
 * @type {[name: string, prepare: (w: string) => unknown, aim: Aim][]}
 */
const places = [
  ['nothing', () => {}, { own: ['out'] }],
  ['nothing, below missing folders', () => {}, { out: 'a/b/out', own: ['a'] }],
  ['an empty folder', (w) => mkdirSync(join(w, 'out')), { own: ['out'] }],
  ["the stage's own folder", (w) => copy(join(w, 'out')), { own: ['out'] }],
  [
    "a link to the stage's own folder",
    (w) => (copy(join(w, 'disk/out')), symlinkSync('disk/out', join(w, 'out'))),
    { own: ['disk'] },
  ],
  [
    'a link to an empty folder',
    (w) => (mkdirSync(join(w, 'disk/out'), { recursive: true }), symlinkSync('disk/out', join(w, 'out'))),
    { own: ['disk'] },
  ],
  [
    'a link to nothing',
    (w) => (mkdirSync(join(w, 'disk')), symlinkSync('disk/out', join(w, 'out'))),
    { own: ['disk'] },
  ],
  ["beside a user's .out.old", (w) => file(join(w, '.out.old/thesis.tex')), { own: ['out'] }],
  ["beside a user's .out.partial", (w) => file(join(w, '.out.partial/thesis.tex')), { own: ['out'] }],
  ["beside a user's .out.resume", (w) => file(join(w, '.out.resume/thesis.tex')), { own: ['out'] }],
  ["beside a user's .out.bcos", (w) => file(join(w, '.out.bcos/thesis.tex')), {}],
  ['a file', (w) => file(join(w, 'out')), {}],
  ["a user's folder", (w) => file(join(w, 'out/thesis.tex')), {}],
  ["the stage's own folder with a user's file", (w) => (copy(join(w, 'out')), file(join(w, 'out/notes.txt'))), {}],
  [
    "another stage's folder",
    (w) => ['samples.parquet', 'summary.json', 'timing.json'].forEach((name) => file(join(w, 'out', name))),
    {},
  ],
  ['a link to a file', (w) => (file(join(w, 'file')), symlinkSync('file', join(w, 'out'))), {}],
  ["a link to a user's folder", (w) => (file(join(w, 'mine/thesis.tex')), symlinkSync('mine', join(w, 'out'))), {}],
  ['links in a circle', (w) => (symlinkSync('out', join(w, 'two')), symlinkSync('two', join(w, 'out'))), {}],
  ['a FIFO', (w) => shell('mkfifo out', w), {}],
  ['a socket', (w) => shell(`python3 -c "import socket; socket.socket(socket.AF_UNIX).bind('out')"`, w), {}],
  ['a device', (w) => shell('mknod out c 1 3', w), { needs: ROOT }],
  ['a link to a device', (w) => (shell('mknod null c 1 3', w), symlinkSync('null', join(w, 'out'))), { needs: ROOT }],
  ['a repository', (w) => file(join(w, 'out/.git/HEAD')), {}],
  ['a work tree', (w) => file(join(w, 'out/.git'), 'gitdir: x'), {}],
  ["'.', a repository", (w) => (file(join(w, '.git/HEAD')), file(join(w, 'thesis.tex'))), { out: '.' }],
  ["''", (w) => file(join(w, 'thesis.tex')), { out: '' }],
  ["'..'", (w) => file(join(w, 'thesis.tex')), { out: '..' }],
  ['the home folder', (w) => file(join(w, 'thesis.tex')), { out: (w) => dirname(w) }],
  ['the root', () => {}, { out: '/' }],
  ['the folder of --source', images, { out: 'images', words: ['--source', 'images'] }],
  ['a folder above --source', (w) => images(join(w, 'out')), { words: ['--source', 'out/images'] }],
  [
    'a folder with the link by which --source is named',
    (w) => (images(w), mkdirSync(join(w, 'out')), symlinkSync('../images', join(w, 'out/link'))),
    { words: ['--source', 'out/link'] },
  ],
  [
    'a mount point',
    (w) => (mkdirSync(join(w, 'out')), shell('mount -t tmpfs none out && echo mine > out/thesis.tex', w)),
    { needs: OWN_MOUNTS },
  ],
  [
    'an empty mount point',
    (w) => (mkdirSync(join(w, 'out')), shell('mount -t tmpfs none out', w)),
    { needs: OWN_MOUNTS },
  ],
  [
    'a folder that is bound elsewhere',
    (w) => (file(join(w, 'mine/thesis.tex')), mkdirSync(join(w, 'out')), shell('mount --bind mine out', w)),
    { needs: OWN_MOUNTS },
  ],
  [
    'a place on a read-only disk',
    (w) => (mkdirSync(join(w, 'disk')), shell('mount -t tmpfs -o ro none disk', w)),
    { out: 'disk/out', needs: OWN_MOUNTS },
  ],
  [
    'a link to another disk',
    (w) => (mkdirSync(join(w, 'disk')), shell('mount -t tmpfs none disk', w), symlinkSync('disk/out', join(w, 'out'))),
    { own: ['disk'], needs: OWN_MOUNTS },
  ],
  ['a place below a file', (w) => file(join(w, 'file')), { out: 'file/out' }],
  ['a place below /proc', () => {}, { out: '/proc/bcos/out' }],
  ['a name of 256 bytes', () => {}, { out: 'x'.repeat(256) }],
  ['a name of 250 bytes', () => {}, { out: 'x'.repeat(250) }],
  ["--force: a user's folder", (w) => file(join(w, 'out/thesis.tex')), { own: ['out'], words: ['--force'] }],
  [
    '--force: a repository within',
    (w) => (file(join(w, 'out/a/.git/HEAD')), file(join(w, 'out/thesis.tex'))),
    { words: ['--force'] },
  ],
  ["--force: '..'", (w) => file(join(w, 'thesis.tex')), { out: '..', words: ['--force'] }],
];

function images(folder) {
  for (const split of ['train', 'test'])
    for (const kind of ['cat', 'dog']) copyImage(join(folder, 'images', split, kind));
}

/** A PNG of one pixel. */
function copyImage(folder) {
  const bytes = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '1.png'), Buffer.from(bytes, 'base64'));
}

/** What lies below a folder: kind and content of each entry. */
function below(folder, prefix = '') {
  return readdirSync(join(folder, prefix)).flatMap((name) => {
    const path = join(prefix, name);
    const found = lstatSync(join(folder, path));
    if (found.isDirectory()) return [[path, 'folder'], ...below(folder, path)];
    const content = found.isSymbolicLink()
      ? readlinkSync(join(folder, path))
      : found.isFile()
        ? readFileSync(join(folder, path))
        : '';
    return [[path, `${found.mode} ${createHash('sha256').update(content).digest('hex')}`]];
  });
}

function foreign(home, own) {
  const isOwn = (path) => own.some((name) => path === join('work', name) || path.startsWith(join('work', name, '/')));
  return new Map(below(home).filter(([path]) => !isOwn(path)));
}

console.log(`| # | --out | exit | said | what was there |\n|---:|---|---|---|---|`);
let [touched, number] = [0, 0];
for (const [name, prepare, { out = 'out', own = [], words = [], needs = true }] of places) {
  if (!needs) continue;
  number += 1;
  const home = join(scratch, String(number));
  const work = join(home, 'work');
  mkdirSync(work, { recursive: true });
  prepare(work);
  const before = foreign(home, own);
  const place = typeof out === 'function' ? out(work) : out;
  const flags = words.includes('--source') ? ['--dataset', 'folder', '--quiet'] : SMALL;
  const { code, said } = run('data', [...flags, ...words, `--out=${place}`], work, home);
  let fate = 'gone, with the folder above';
  try {
    const after = foreign(home, own);
    const lost = [...before].filter(([path, what]) => after.get(path) !== what);
    const added = [...after.keys()].filter((path) => !before.has(path));
    fate =
      lost.length > 0
        ? `LOST: ${lost.map(([path]) => path).join(', ')}`
        : added.length > 0
          ? `as it was, but left: ${added.join(', ')}`
          : 'as it was';
  } catch {
    // The home folder itself has gone.
  }
  if (!fate.startsWith('as it was')) touched += 1;
  const lines = said.split('\n');
  const line =
    lines.length > 1 ? `${lines.length} lines: ${lines.find((text) => /Error|Fault/.test(text)) ?? lines[0]}` : said;
  const short = line
    .replaceAll(home, '~')
    .replace(/x{40,}/g, 'x…x')
    .replaceAll('|', '\\|');
  console.log(
    `| ${number} | ${name} | ${code} | ${short} | ${own.length > 0 && code === 0 ? `${fate}; the result is there` : fate} |`,
  );
}
console.log(`\n${number} places; something foreign was touched at ${touched}`);
if (OWN_MOUNTS)
  spawnSync('sh', ['-c', `umount $(awk -v r="${scratch}" 'index($5, r) == 1 {print $5}' /proc/self/mountinfo)`]);
spawnSync('rm', ['-rf', '--one-file-system', scratch]);
process.exitCode = touched === 0 ? 0 : 1;
