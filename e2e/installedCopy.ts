import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';

const repository = resolve(import.meta.dirname, '..');
const SCOPE = '@bcos-bench';
const TFJS_NODE = '@tensorflow/tfjs-node-gpu';

const manifestSchema = z.looseObject({ name: z.string() });
/** A `package.json`. */
type Manifest = z.infer<typeof manifestSchema>;

/** A folder in which the packages are installed as they are published, and nothing else is. */
export interface Installation {
  readonly folder: string;
  /** Our packages: where they are, and what their `package.json` says. */
  readonly packages: readonly (readonly [folder: string, manifest: Manifest])[];
  readonly remove: () => void;
}

/** Packs all packages and unpacks them as npm would; what they need of others is linked to the repository's. */
export function installPackages(): Installation {
  const folder = mkdtempSync(join(tmpdir(), 'bcos-installed-'));
  const packed = join(folder, 'packed');
  const program = join(repository, 'release/packPackages.mjs');
  const said = execFileSync(process.execPath, [program, packed], { encoding: 'utf8' });
  const packages = said
    .trim()
    .split('\n')
    .map((file) => unpacked(file, folder));
  linkOthers(join(folder, 'node_modules'));
  rmSync(packed, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{}\n');
  return { folder, packages, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function unpacked(file: string, root: string): readonly [string, Manifest] {
  const place = mkdtempSync(join(root, 'package-'));
  execFileSync('tar', ['-xzf', file, '-C', place, '--strip-components=1']);
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(place, 'package.json'), 'utf8')));
  // Another name than its own is the one that the packages ask for.
  const name = manifest.name.endsWith('/tfjs-node-gpu') ? TFJS_NODE : manifest.name;
  const folder = join(root, 'node_modules', name);
  mkdirSync(dirname(folder), { recursive: true });
  renameSync(place, folder);
  const own = join(repository, 'packages', name.replace(`${SCOPE}/`, ''), 'node_modules');
  if (name.startsWith(SCOPE) && existsSync(own)) symlinkSync(own, join(folder, 'node_modules'));
  return [folder, manifest];
}

/** Links what is not there of the repository's dependencies, in folders of scopes too. */
function linkOthers(modules: string, scope = ''): void {
  for (const entry of readdirSync(join(repository, 'node_modules', scope))) {
    const name = join(scope, entry);
    if (name === SCOPE || name.startsWith('.')) continue;
    if (!existsSync(join(modules, name))) symlinkSync(join(repository, 'node_modules', name), join(modules, name));
    else if (scope === '' && name.startsWith('@')) linkOthers(modules, name);
  }
}
