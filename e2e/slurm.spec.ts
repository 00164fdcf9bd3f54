import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { copyBuiltWorkspace } from './builtCopy.js';
import { bytesIn } from './resultBytes.js';
import { whyNoSlurm } from '../packages/nx-plugin/src/checks/optionalPrograms.js';
import { startSlurm, type SlurmCluster } from './slurmCluster.js';
import { smallNodes, smallSettings, writeSmallPipeline } from './smallPipeline.js';
import type { WorkspaceCopy } from './workspaceCopy.js';

const skipped = whyNoSlurm(process.env);
if (skipped !== null) process.stderr.write(`The pipeline on a Slurm cluster is ${skipped}\n`);

const attacks = ['small-attack-resnet8-linf-4_255-2-encoded', 'small-attack-resnet8-linf-8_255-2-encoded'] as const;
const launcher = 'srun --quiet --ntasks=1 --job-name=$NX_TASK_TARGET_PROJECT';
/** Starts like a task, leaves half a result, and waits for as long as the file `busy` is there. */
const half =
  "sh -c 'd=out/small/.${NX_TASK_TARGET_PROJECT#small-}.bcos/partial; mkdir -p $d; while [ -e busy ]; do sleep 0.2; done'";

describe.skipIf(skipped !== null)(`the pipeline on a Slurm cluster${skipped === null ? '' : ` (${skipped})`}`, () => {
  const settings: Record<string, string> = { ...smallSettings, LAUNCHER: '', BCOS_ATTACK_JOBS: '' };
  let cluster: SlurmCluster;
  let workspace: WorkspaceCopy;
  let small: string;
  let unlaunched: Record<string, string>;

  beforeAll(() => {
    cluster = startSlurm();
    settings['SLURM_CONF'] = cluster.conf;
    workspace = copyBuiltWorkspace(settings);
    writeSmallPipeline(workspace.root);
    writeFileSync(join(workspace.root, 'busy'), '');
    small = join(workspace.root, 'out/small');
  });
  afterAll(() => {
    cluster.stop();
    workspace.remove();
  });

  /** Runs both attacks as jobs that never end by themselves; what Nx says when something else ends them. */
  const endedBy = async (end: (jobs: readonly string[]) => void): Promise<string> => {
    settings['LAUNCHER'] = `${launcher} ${half}`;
    const run = workspace.nx('run-many', '-t', 'attack', '--parallel=4').then(
      () => 'nothing failed',
      (error: unknown) => String(error),
    );
    end(await Promise.all(attacks.map((name) => cluster.running(name))));
    const said = await run;
    expect(readdirSync(small).filter((name) => name.startsWith('attack'))).toEqual([]);
    return said;
  };

  it('runs without one', async () => {
    await workspace.nx('run-many', '-t', 'report');
    unlaunched = bytesIn(small);
    for (const folder of ['.nx', 'out']) rmSync(join(workspace.root, folder), { recursive: true });
  });

  it('runs a network as jobs', async () => {
    settings['LAUNCHER'] = launcher;
    expect((await workspace.nx('run-many', '-t', 'train', '--parallel=4')).ran).toEqual([
      'small-data',
      'small-train-resnet8',
    ]);
  });

  it('names the task of a cancelled job and of one over its time limit', async () => {
    const said = await endedBy((jobs) => {
      cluster.cancel(at(jobs, 0));
      cluster.endItsTime(at(jobs, 1));
    });
    for (const name of attacks) expect(said).toContain(`run-node: ${name}:attack was ended by SIGTERM`);
    expect(said).toContain('DUE TO TIME LIMIT');
  });

  it('names the tasks on a node whose daemon was killed, though srun ends as if all were well', async () => {
    const said = await endedBy(() => cluster.killNodeDaemon());
    for (const name of attacks) {
      expect(said).toContain(`run-node: ${name}:attack ended with exit code 0 and left no result`);
    }
    rmSync(join(workspace.root, 'busy'));
    await cluster.startNodeDaemon();
  });

  it('then runs what is missing and no more, attacks many in a job, to the same bytes as without a cluster', async () => {
    settings['LAUNCHER'] = launcher;
    delete settings['BCOS_ATTACK_JOBS'];
    const { ran, cached } = await workspace.nx('run-many', '-t', 'report', '--parallel=4');
    expect(cached).toEqual(['small-data', 'small-train-resnet8']);
    expect(ran).toEqual(smallNodes.filter((name) => !cached.includes(name)));
    for (const name of attacks) expect(existsSync(join(small, `.${name.slice('small-'.length)}.bcos`))).toBe(false);
    expect(bytesIn(small)).toEqual(unlaunched);
  });
});
