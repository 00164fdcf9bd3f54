import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { markdownTable } from 'markdown-table';
import { afterAll, describe, expect, it } from 'vitest';
import { runIn, type TaskRuns } from '../workspaceCopy.js';
import { changes, type Change } from './changes.js';
import { copyWithStandIns } from './standInWorkspace.js';

/** A plugin in a process of its own does the same, and takes half a second longer to start. */
const settings = { PIPELINE: 'incremental', EPOCHS: '', TRAIN: '', TEST: '', LIMIT: '', NX_ISOLATE_PLUGINS: 'false' };
const report = ['run-many', '-t', 'report'];
const document = join(import.meta.dirname, '../../docs/incremental.md');

describe('what runs after a change', () => {
  const workspace = copyWithStandIns(settings);
  afterAll(workspace.remove);
  const seen = new Map<string, readonly string[]>();

  it('is everything at first', async () => {
    const { ran } = await workspace.nx(...report);
    expect(nodesOf(ran)).toHaveLength(15);
  });

  /** What runs after some changes at once. */
  async function nodesAfter(made: readonly Change[]): Promise<string[]> {
    const takenBack = made.map(({ make }) => make?.(workspace.root));
    const root = existsSync(workspace.root) ? workspace.root : `${workspace.root}-moved`;
    const environment = Object.fromEntries(made.flatMap((change) => Object.entries(change.environment ?? {})));
    try {
      return nodesOf((await runIn(root, report, { ...settings, ...environment })).ran);
    } finally {
      for (const takeBack of takenBack.reverse()) takeBack?.();
    }
  }

  it('is nothing after all changes at once that should change nothing', async () => {
    const harmless = changes.filter(({ runs }) => runs.length === 0);
    if ((await nodesAfter(harmless)).length === 0) for (const { what } of harmless) seen.set(what, []);
    // One of them, or more: which, says each alone.
    else for (const change of harmless) seen.set(change.what, await nodesAfter([change]));
    expect(harmless.filter(({ what }) => seen.get(what)?.length !== 0)).toEqual([]);
  });

  it.each(changes.filter(({ runs }) => runs.length > 0))('$what', async (change) => {
    seen.set(change.what, await nodesAfter([change]));
    expect(seen.get(change.what)).toEqual(change.runs);
  });

  it('is what the document says', async () => {
    await expect(incrementalDocument(changes, seen)).toMatchFileSnapshot(document);
  });
});

/** The nodes without the name of their pipeline. */
function nodesOf(projects: TaskRuns['ran']): string[] {
  return projects.map((name) => name.replace(/^incremental-/, ''));
}

function incrementalDocument(tried: readonly Change[], seen: ReadonlyMap<string, readonly string[]>): string {
  const rows = tried.map(({ what, runs }) => [what, words(runs), words(seen.get(what) ?? ['not tried'])]);
  return `# What runs again after which change

\`npx vitest run --config e2e/vitest.config.ts e2e/incremental\` makes one change at a time in a copy of the workspace, runs
\`nx run-many -t report\`, and notes which nodes ran. Changes after which nothing should run are made all at once, and one at a time
only where something ran. It fails if other nodes ran than expected, or than this page says (\`-u\` writes this page). Sources, lock
file, plugin and Nx are the real ones. The commands of the stages are replaced by programs that write a few bytes. A stage whose own
\`src/index.ts\` changes writes other bytes than before.

The pipeline has a network from every source: \`a\` is trained, \`b\` is imported from a published file, \`c\` is given. It has attacks, an
explanation, a measurement of explanations, a detection of attacked images by explanations, an audit of \`b\` that tries images of \`a\`, a transfer of images of \`b\` to \`a\`, and corrupted images that \`a\` evaluates. Each change is
made when all results are in the cache, and then undone.

${markdownTable([['changed', 'expected to run', 'ran'], ...rows])}

- If a stage writes the same bytes as before, the rerun stops there. A source of \`packages/models\` reruns every stage that computes with it, and
  the report stays cached.
- An attack whose images are transferred keeps all of them. So it runs again when the transfer is left out, with the explanation and the detection that read its images.
- A file in \`weights/\` and a data source are identified by what \`bcos-import identity\` and \`bcos-data identity\` print, never by path or
  time.
- Threads and the kind of machine change the last bits of sums, so they are part of the hash of every stage that computes
  ([caching](caching.md)).
`;
}

function words(nodes: readonly string[]): string {
  return nodes.length === 0 ? 'nothing' : nodes.map((node) => `\`${node}\``).join(', ');
}
