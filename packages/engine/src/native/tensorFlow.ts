import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault, cacheFolder } from '@bcos-bench/vocabulary';
import type { Machine } from './machine.js';
import { tensorFlowVersion, type NativePlatform } from './nativePlatform.js';
import { damagedFile, listInstalled } from './installedFiles.js';
import { installOnce, type Say } from './sharedInstall.js';
import { failureOf, runTool, type KnownFailure } from './tool.js';

const INSTALL_PYTHON =
  'install it with `apt-get install python3-pip` on Debian, `xcode-select --install` or `brew install python` on macOS';

/** The wheels of a platform, each with its SHA-256, in pip's own format. */
export function wheelList(platform: NativePlatform): string {
  return fileURLToPath(new URL(`../../native/wheels/${platform.name}.txt`, import.meta.url));
}

/**
 * The folder that a platform's TensorFlow is kept in: `tensorflow/include`, the shared libraries in `tensorflow/`, and the
 * CUDA libraries, if any, in `nvidia/`, where TensorFlow looks for them. Another list of wheels is another folder.
 */
export function tensorFlowFolder(machine: Machine, platform: NativePlatform): string {
  const list = createHash('sha256')
    .update(readFileSync(wheelList(platform)))
    .digest('hex')
    .slice(0, 12);
  return join(cacheFolder(machine.env, machine.os), `tensorflow-${tensorFlowVersion}-${platform.name}-${list}`);
}

/** The list of the shared libraries in a folder of TensorFlow. */
export function tensorFlowList(folder: string): string {
  return join(folder, 'installed.json');
}

/** Writes that list. */
export function listTensorFlow(folder: string): void {
  const isLibrary = /\.(so|dylib)(\.|$)/;
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && isLibrary.test(entry.name));
  const paths = files.map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  listInstalled(tensorFlowList(folder), paths.sort());
}

function python({ env }: Machine): string {
  return env['PYTHON'] ?? 'python3';
}

/**
 * The command that puts the wheels' files into `folder`. The wheels are those of one Python, whichever Python runs pip:
 * what is wanted of them is not Python. pip refuses a wheel that has another hash than the list says.
 */
export function pipCommand(machine: Machine, platform: NativePlatform, folder: string): readonly string[] {
  return [
    ...[python(machine), '-m', 'pip', 'install', '--target', folder],
    ...['--no-deps', '--no-compile', '--require-hashes', '--only-binary', ':all:'],
    ...['--python-version', '3.12', '--implementation', 'cp', '--abi', 'cp312'],
    ...platform.pipPlatforms.flatMap((tag) => ['--platform', tag]),
    ...['--no-input', '--disable-pip-version-check', '-r', wheelList(platform)],
  ];
}

/**
 * Installs a platform's TensorFlow in the cache folder unless it is there and whole.
 * @throws Fault where pip or the network is missing, a wheel has a wrong hash, or the disk is full
 */
export async function installTensorFlow(machine: Machine, platform: NativePlatform, say: Say): Promise<void> {
  const folder = tensorFlowFolder(machine, platform);
  const isWhole = (): boolean => {
    const damaged = damagedFile(tensorFlowList(folder));
    if (damaged !== null) say(`${damaged} is damaged: TensorFlow is installed again`);
    return damaged === null;
  };
  const make = async (made: string): Promise<void> => {
    const temporary = join(dirname(made), 'temporary');
    const wheels = join(dirname(made), 'wheels');
    mkdirSync(temporary);
    say(
      `pip fetches TensorFlow ${tensorFlowVersion} for ${platform.name}, about ${platform.downloadSize} unless it has it`,
    );
    // A setting of the user's own that pip refuses to combine with --target.
    const own = { ...machine, env: { ...machine.env, PIP_USER: '0' } };
    const outcome = await runTool(pipCommand(machine, platform, wheels), { machine: own, temporary });
    if (outcome === null) {
      throw new Fault({ what: `${python(machine)} is missing, and pip with it`, remedy: INSTALL_PYTHON });
    }
    if (outcome.code !== 0)
      throw failureOf(outcome, 'pip', cacheFolder(machine.env, machine.os), pipFailures(platform));
    keepNative(wheels, made, platform);
    listTensorFlow(made);
  };
  await installOnce(folder, say, make, isWhole);
}

/** Moves what is native out of the wheels; the Python files, a quarter of the whole, stay behind. */
function keepNative(wheels: string, made: string, platform: NativePlatform): void {
  mkdirSync(join(made, 'tensorflow'), { recursive: true });
  const wanted = ['tensorflow/include', ...platform.libraries.map((library) => `tensorflow/${library}`)];
  const missing = wanted.find((path) => !existsSync(join(wheels, path)));
  if (missing !== undefined) {
    throw new Fault({ what: `the wheels hold no ${missing}`, where: wheelList(platform), remedy: 'correct the list' });
  }
  for (const path of [...wanted, 'nvidia'].filter((name) => existsSync(join(wheels, name)))) {
    renameSync(join(wheels, path), join(made, path));
  }
}

function pipFailures(platform: NativePlatform): readonly KnownFailure[] {
  return [
    {
      sign: /No module named '?pip/,
      fault: () => new Fault({ what: 'pip is missing', remedy: INSTALL_PYTHON }),
    },
    {
      sign: /DO NOT MATCH THE HASHES|HashMismatch/i,
      fault: () =>
        new Fault({
          what: 'pip received a wheel that has another SHA-256 than the list says',
          where: wheelList(platform),
          remedy: 'try again; if it happens again, the package index or a proxy alters the files',
        }),
    },
    {
      sign: /NewConnectionError|name resolution|ConnectTimeout|ReadTimeout|Connection(?: to \S+)? (?:timed out|refused|reset|aborted|broken)|ProxyError|SSLError|Network is unreachable/i,
      fault: () =>
        new Fault({
          what: 'pip cannot reach the package index',
          remedy: 'check the network, or set PIP_INDEX_URL to an index that can be reached',
        }),
    },
    {
      sign: /No matching distribution found/,
      fault: () =>
        new Fault({
          what: `pip's package index has no wheel for ${platform.name}`,
          where: wheelList(platform),
          remedy: 'check PIP_INDEX_URL and pip.conf: PyPI has it',
        }),
    },
  ];
}
