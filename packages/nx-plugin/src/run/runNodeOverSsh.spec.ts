import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { nodeCommand } from './runNode.js';

const root = mkdtempSync(join(tmpdir(), 'bcos-ssh-'));
afterAll(() => rmSync(root, { recursive: true }));

/** The script of docs/cluster.md: the block that begins with a line for bash. */
const script = /^#!.*bash\n[^]*?(?=```)/m.exec(
  readFileSync(resolve(import.meta.dirname, '../../../../docs/cluster.md'), 'utf8'),
);

/** As sshd does: the words become one line, which a shell reads in the home folder and with an environment of its own. */
const SSHD = `#!/bin/sh
while [ "$1" = -o ]; do shift 2; done
echo "host $1"; shift
cd / && exec env -i PATH="$PATH" sh -c "$*"
`;

function program(name: string, text: string): string {
  const file = join(root, name);
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  return file;
}

it('runs a task as it is through the launcher of the documentation', () => {
  program('ssh', SSHD);
  const workspace = join(root, "a work 'space'");
  const PATH = [root, process.env['PATH'] ?? ''].join(delimiter);
  mkdirSync(join(workspace, 'packages/data/bin'), { recursive: true });
  writeFileSync(
    join(workspace, 'packages/data/bin/bcos-data.js'),
    'console.log(JSON.stringify([process.cwd(), process.env.TF_NUM_INTRAOP_THREADS, process.argv.slice(2)])); process.exit(5)',
  );
  const flags = ['--x', `a 'b' "c" $d \\ *`, '--empty', ''];
  const { words } = nodeCommand(['data', ...flags], { LAUNCHER: `${program('over-ssh', script?.[0] ?? '')} node7` });
  const [shell, rest] = [at(words, 0), words.slice(1)];
  const run = (): string =>
    execFileSync(shell, rest, { cwd: workspace, env: { PATH, TF_NUM_INTRAOP_THREADS: '3' }, encoding: 'utf8' });
  const seen = JSON.stringify([workspace, '3', flags]);
  expect(run).toThrow(expect.objectContaining({ status: 5, stdout: `host node7\n${seen}\n` }));
});
