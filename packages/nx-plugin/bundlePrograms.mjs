import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import { builtPackages, settingsDigest } from './buildDigests.mjs';
import { isBundled, noteBundle } from './bundleRecord.mjs';

/** Where a package's programs stand, from its folder. */
const PROGRAMS = join('dist', 'program');

/** What a program loads as it is installed: addons, files beside the code, and TensorFlow.js, of which there must be one. */
const EXTERNAL = [
  '@nx/devkit',
  '@resvg/*',
  '@tensorflow/*',
  'esbuild',
  'koffi',
  'nx',
  'parquetjs-lite',
  'sharp',
  'subset-font',
];

/**
 * Of these, what every stage that computes imports. It is CommonJS, which Node looks through for the names of its exports when it
 * is imported: that takes longer than to run it. So it is loaded by `require`, and the names are looked up here.
 */
const REQUIRED = '@tensorflow/tfjs-core';

/** What a program gets that is in no file. */
const OWN = 'bcos';

/** Gives modules of CommonJS the function that they expect. */
const REQUIRE =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";

/**
 * Puts each program of the workspace, a file that `programs` of its package's `package.json` names below `dist/`, with all that it imports
 * into a few files in `dist/program/`. A command imports some seven hundred modules, and to find and link them takes Node longer
 * than to run them. Programs that would be the same again are left as they are.
 * @param {string} root the workspace, compiled
 * @throws {Error} with the bundler's messages
 */
export async function bundlePrograms(root) {
  const settings = settingsDigest(root);
  /** @type {import('./bundleRecord.mjs').Digests} */
  const digests = new Map();
  await Promise.all(builtPackages(root).map((folder) => bundlePackage(join(root, folder), settings, digests)));
}

/**
 * @param {string} folder
 * @param {string} workspaceSettings
 * @param {import('./bundleRecord.mjs').Digests} digests
 */
async function bundlePackage(folder, workspaceSettings, digests) {
  /** @type {{ programs?: string[] }} */
  const { programs = [] } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const outdir = join(folder, PROGRAMS);
  const settings = [workspaceSettings, ...programs].join(' ');
  if (isBundled(outdir, settings, digests)) return;
  rmSync(outdir, { recursive: true, force: true });
  if (programs.length === 0) return;
  const { metafile } = await build({
    absWorkingDir: folder,
    entryPoints: programs.map((file) => join('dist', file)),
    outdir,
    // All in one folder, so that what is beside the code is found by one path from each of them.
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['import', 'node'],
    external: EXTERNAL,
    banner: { js: REQUIRE },
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    tsconfigRaw: {},
    logLevel: 'silent',
    metafile: true,
    plugins: [requiredPackage(folder), ownAddresses(outdir)],
  });
  // Their types are those of the modules that they begin with.
  for (const file of programs) {
    const types = join(outdir, basename(file).replace(/\.js$/, '.d.ts'));
    writeFileSync(types, `export * from '../${file}';\n`);
  }
  const inFiles = Object.keys(metafile.inputs).filter((name) => !name.startsWith(`${OWN}:`));
  const inputs = inFiles.map((name) => join(folder, name));
  noteBundle(outdir, settings, inputs, digests);
}

/**
 * @param {string} folder of the package that is bundled
 * @returns {import('esbuild').Plugin}
 */
function requiredPackage(folder) {
  return {
    name: 'required package',
    setup: (bundler) => {
      bundler.onResolve({ filter: new RegExp(`^${REQUIRED}$`) }, ({ path, kind }) =>
        kind === 'import-statement' ? { path, namespace: OWN } : { path, external: true },
      );
      bundler.onLoad({ filter: new RegExp(`^${REQUIRED}$`), namespace: OWN }, () => {
        const names = Object.keys(createRequire(join(folder, 'package.json'))(REQUIRED));
        return { contents: `export const { ${names.join(', ')} } = require('${REQUIRED}');` };
      });
    },
  };
}

/**
 * Lets a module go on finding what lies beside it: `import.meta.url` and `import.meta.dirname` are those of the module, not of the
 * file that it has got into.
 * @param {string} outdir
 * @returns {import('esbuild').Plugin}
 */
function ownAddresses(outdir) {
  return {
    name: 'own addresses',
    setup: (bundler) => {
      bundler.onResolve({ filter: /^bcos:address$/ }, () => ({ path: 'address', namespace: OWN }));
      bundler.onLoad({ filter: /^address$/, namespace: OWN }, () => ({ contents: ADDRESS }));
      bundler.onLoad({ filter: /\/packages\/[^/]+\/dist\/.*\.js$/ }, ({ path }) => {
        const code = readFileSync(path, 'utf8');
        if (!/import\.meta\.(url|dirname)/.test(code)) return null;
        const place = JSON.stringify(relative(outdir, path));
        const folder = JSON.stringify(relative(outdir, dirname(path)));
        const named = code
          .replaceAll('import.meta.url', `bcosAddress(${place})`)
          .replaceAll('import.meta.dirname', `bcosFolder(${folder})`);
        return { contents: `import { bcosAddress, bcosFolder } from 'bcos:address';\n${named}` };
      });
    },
  };
}

/** Packages lie side by side wherever they are installed, some of them as links: what they need is found from where they really are. */
const ADDRESS = `
import { realpathSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
export const bcosFolder = (place) => realpathSync(fileURLToPath(new URL(place, import.meta.url)));
export const bcosAddress = (place) => pathToFileURL(bcosFolder(place)).href;
`;
