import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Fault } from '@bcos-bench/vocabulary';
import { addonFile } from './addonFile.js';

/** The program that builds the addon, the same from `src/native` and from `dist/native`. */
const BUILDER = fileURLToPath(new URL('../../bin/bcos-engine-native.js', import.meta.url));

/**
 * The compiled addon, for Node to load; where it is not built, it is built now. A process of its own builds it: what locks the cache
 * folder catches all signals from then on.
 * @throws Fault where it cannot be built, which the builder has explained on stderr, and where it is damaged
 */
export async function readyAddon(): Promise<string> {
  const file = addonFile();
  if (file !== null) return file;
  await build();
  const built = addonFile();
  if (built !== null) return built;
  throw new Fault({ what: "TensorFlow's addon is not where it was built", remedy: 'run npx bcos engine' });
}

/**
 * Builds the addon where it is missing or damaged, so that what starts then finds it. The builder says what it does on stderr.
 * @throws Fault where it cannot be built
 */
export async function prepareAddon(): Promise<void> {
  if (!isReady()) await build();
}

function isReady(): boolean {
  try {
    return addonFile() !== null;
  } catch (error) {
    if (error instanceof Fault) return false;
    throw error;
  }
}

function build(): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BUILDER], { stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Fault({ what: "TensorFlow's addon cannot be built", remedy: 'see the line above' }));
    });
  });
}
