// `node e2e/inputsAlone.mjs PROJECT:TARGET …`: runs checks where nothing lies but the files that Nx hashes for them, the compiled code of
// those packages, and npm's. A check that passes here passes for no other reason; one that misses a file reads more than its inputs say.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const nx = join(root, 'node_modules/.bin/nx');

let failed = 0;
for (const task of process.argv.slice(2)) {
  const { files } = described('inputs', task);
  const { options } = described(task);
  const alone = mkdtempSync(join(tmpdir(), 'inputs-'));
  try {
    fill(alone, files);
    process.stdout.write(`== ${task}: ${files.length} files\n`);
    const passed = run(alone, options.command);
    process.stdout.write(`== ${task}: ${passed ? 'passed' : 'FAILED'}\n`);
    failed += passed ? 0 : 1;
  } finally {
    rmSync(alone, { recursive: true });
  }
}
process.exitCode = failed === 0 ? 0 : 1;

/** @param {string[]} words */
function described(...words) {
  return JSON.parse(
    execFileSync(process.execPath, [nx, 'show', 'target', ...words, '--json'], { cwd: root, encoding: 'utf8' }),
  );
}

/**
 * @param {string} alone
 * @param {string[]} files from the root
 */
function fill(alone, files) {
  for (const file of files) cpSync(join(root, file), join(alone, file));
  const scope = join(alone, 'node_modules/@bcos-bench');
  mkdirSync(scope, { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules')).filter((entry) => entry !== '@bcos-bench')) {
    symlinkSync(join(root, 'node_modules', name), join(alone, 'node_modules', name));
  }
  for (const name of existsSync(join(alone, 'packages')) ? readdirSync(join(alone, 'packages')) : []) {
    symlinkSync(join('../../packages', name), join(scope, name));
    const [own, dist] = [join('packages', name, 'node_modules'), join('packages', name, 'dist')];
    if (existsSync(join(root, own))) symlinkSync(join(root, own), join(alone, own));
    if (existsSync(join(root, dist))) cpSync(join(root, dist), join(alone, dist), { recursive: true });
  }
}

/**
 * @param {string} alone
 * @param {string} command as Nx runs it
 */
function run(alone, command) {
  const ours = command.replace(/^node (?=packages\/nx-plugin\/bin\/)/, `node ${root}/`);
  const PATH = [join(alone, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
  return spawnSync(ours, { cwd: alone, shell: true, stdio: 'inherit', env: { ...process.env, PATH } }).status === 0;
}
