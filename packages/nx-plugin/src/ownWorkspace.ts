import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '@bcos-bench/vocabulary';
import { findInstalled, isInstalled, SCOPE } from './code/packageFolder.js';
import { findWorkspace, workspaceAround } from './workspaceAround.js';

/** The package that a workspace depends on; its plugin is the one of this package. */
const WHOLE = `${SCOPE}/bcos`;
const PLUGIN = `${WHOLE}/nx-plugin`;

/** Nx's settings: no process in the background, no cloud, and the lines of tasks as they come. */
const SETTINGS = {
  plugins: [PLUGIN],
  cacheDirectory: '.nx/cache',
  useDaemonProcess: false,
  neverConnectToCloud: true,
  analytics: false,
  tui: { enabled: false },
};

/** What a run makes: Nx would hash it, and git would keep it. */
const IGNORED = 'node_modules/\nout/\n.nx/\n';

/**
 * The root of the workspace that a folder lies in. Where the code was installed and there is none, the folder becomes one: it gets
 * `nx.json`, `pipelines/` and, unless it has one, `.gitignore`.
 * @throws Fault in a clone's surroundings, and where the package is not installed in the folder or Nx's settings are somebody's own
 */
export function workspaceHere(folder: string, say: (line: string) => void): string {
  if (!isInstalled()) return workspaceAround(folder);
  return findWorkspace(folder) ?? newWorkspace(folder, say);
}

function newWorkspace(folder: string, say: (line: string) => void): string {
  if (findInstalled(WHOLE, folder) === null) {
    throw new Fault({ what: `has no ${WHOLE}`, where: folder, remedy: `run npm install ${WHOLE} in it` });
  }
  const settings = join(folder, 'nx.json');
  if (existsSync(settings)) requirePlugin(settings);
  else writeFileSync(settings, `${JSON.stringify(SETTINGS, null, 2)}\n`);
  mkdirSync(join(folder, 'pipelines'), { recursive: true });
  const ignored = join(folder, '.gitignore');
  if (!existsSync(ignored)) writeFileSync(ignored, IGNORED);
  say(`${folder} is a workspace now: pipelines in pipelines/, results in out/`);
  return folder;
}

function requirePlugin(settings: string): void {
  if (readFileSync(settings, 'utf8').includes(PLUGIN)) return;
  throw new Fault({ what: `has no plugin ${PLUGIN}`, where: settings, remedy: 'add it to plugins' });
}
