import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { nodeCommand, runCommand } from './runNode.js';

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
      "there is no stage 'fly'; choose of data, train, import, attack, explain, report",
    );
  });

  it('puts the launcher before the command, split as a shell splits words', async () => {
    const { words } = nodeCommand(['data', '--x', "a 'b' $c"], {
      LAUNCHER: `"${process.execPath}" -e 'process.exit(7)' --`,
    });
    expect(words.slice(-4)).toEqual([process.execPath, 'packages/data/bin/bcos-data.js', '--x', "a 'b' $c"]);
    expect(await runCommand({ words, environment: process.env })).toBe(7);
  });
});

describe('runCommand', () => {
  it('resolves to the exit code', async () => {
    expect(await runCommand({ words: script('process.exit(3)'), environment: process.env })).toBe(3);
    expect(await runCommand({ words: script(''), environment: process.env })).toBe(0);
  });

  it('resolves to 128 and the number of the signal that ended the command', async () => {
    const words = script('process.kill(process.pid, "SIGKILL")');
    expect(await runCommand({ words, environment: process.env })).toBe(137);
  });

  it('rejects where there is no such program', async () => {
    await expect(runCommand({ words: ['/no/such/program'], environment: {} })).rejects.toThrow('ENOENT');
  });

  it('passes a signal on to the command', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bcos-signal-'));
    const ready = join(folder, 'ready');
    const waits = `process.on('SIGTERM', () => process.exit(5));
      require('node:fs').writeFileSync(${JSON.stringify(ready)}, '');
      setTimeout(() => {}, 60_000);`;
    const ended = runCommand({ words: script(waits), environment: process.env });
    await vi.waitFor(() => expect(existsSync(ready)).toBe(true), { timeout: 10_000 });
    process.emit('SIGTERM');
    expect(await ended).toBe(5);
    rmSync(folder, { recursive: true });
  });
});
