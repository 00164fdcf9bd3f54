import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { nodeCommand, runCommand } from './runNode.js';

const launched = { name: 'bcos-test', launched: true, environment: process.env };
const unheard = (): void => undefined;
const script = (code: string): readonly string[] => [process.execPath, '-e', code];

describe('nodeCommand', () => {
  it("runs the stage's command with its flags and its threads", () => {
    const { words, environment } = nodeCommand(['attack', '--eps', '8/255'], { HOME: '/home/x', BCOS_THREADS: '3' });
    expect(words).toEqual([process.execPath, 'packages/attack/bin/bcos-attack.js', '--eps', '8/255']);
    expect(environment).toMatchObject({ HOME: '/home/x', TF_NUM_INTRAOP_THREADS: '3' });
  });

  it('says nothing of threads where nothing computes', () => {
    expect(nodeCommand(['report'], {}).environment).toEqual({});
  });

  it('refuses a stage that there is not', () => {
    expect(() => nodeCommand(['fly'], {})).toThrow(
      "there is no stage 'fly'; choose one of data, train, import, attack, audit, explain, measure, detect, corrupt, predict, check, transfer, report",
    );
  });

  it('puts the launcher before the command, split as a shell splits words', async () => {
    const { words } = nodeCommand(['data', '--x', "a 'b' $c"], {
      LAUNCHER: `"${process.execPath}" -e 'process.exit(7)' --`,
    });
    expect(words.slice(-4)).toEqual([process.execPath, 'packages/data/bin/bcos-data.js', '--x', "a 'b' $c"]);
    expect(await runCommand({ ...launched, words }, unheard)).toBe(7);
  });
});

describe('runCommand', () => {
  it('resolves to the exit code', async () => {
    for (const launcher of [true, false]) {
      const run = (code: string) => runCommand({ ...launched, launched: launcher, words: script(code) }, unheard);
      expect([await run('process.exit(3)'), await run('')]).toEqual([3, 0]);
    }
  });

  it('resolves to 128 and the number of the signal that ended the command', async () => {
    const words = script('process.kill(process.pid, "SIGKILL")');
    expect(await runCommand({ ...launched, words }, unheard)).toBe(137);
    const said: string[] = [];
    expect(await runCommand({ ...launched, launched: false, words }, (line) => said.push(line))).toBe(137);
    expect(said).toEqual([expect.stringMatching(/^bcos-test: ended by SIGKILL/)]);
  });

  it('rejects where there is no such program', async () => {
    await expect(runCommand({ ...launched, words: ['/no/such/program'] }, unheard)).rejects.toThrow('ENOENT');
  });

  it('passes a signal on to a launcher, and lets it end in its own time', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bcos-signal-'));
    const ready = join(folder, 'ready');
    const waits = `process.on('SIGTERM', () => setTimeout(() => process.exit(5), 2000));
      require('node:fs').writeFileSync(${JSON.stringify(ready)}, '');
      setTimeout(() => {}, 60_000);`;
    const ended = runCommand({ ...launched, words: script(waits) }, unheard);
    await vi.waitFor(() => expect(existsSync(ready)).toBe(true), { timeout: 600_000 });
    process.emit('SIGTERM');
    expect(await ended).toBe(5);
    rmSync(folder, { recursive: true });
  });
});
