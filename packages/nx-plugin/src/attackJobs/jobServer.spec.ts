import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askForJob, JOB_SERVER } from './askForJob.js';
import { openJobPool } from './jobPool.js';
import { startJobProcess } from './jobProcess.js';
import { startJobServer, type JobServer } from './jobServer.js';

/** Speaks as `runStageJobs`: what a job asks for is what its process does. */
const PROGRAM = `
const deeds = {
  work: (id) => { console.error('10/20 steps'); answer({ stdout: 'done by ' + process.pid + id }); answer({ exit: 0 }); },
  fail: () => { answer({ stderr: 'bcos-attack: no' }); answer({ exit: 2 }); },
  print: () => { console.log('not JSON'); answer({ exit: 0 }); },
  die: () => process.kill(process.pid, 'SIGKILL'),
  hang: () => answer({ stdout: 'hangs' }),
};
const answer = (message) => console.log(JSON.stringify(message));
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const [deed, id = ''] = JSON.parse(line);
  deeds[deed](id);
});
`;

describe('a server of jobs', () => {
  let server: JobServer;
  const processes: ReturnType<typeof startJobProcess>[] = [];
  let [printed, complained] = ['', ''];
  beforeEach(async () => {
    [printed, complained] = ['', ''];
    processes.length = 0;
    vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => (printed += String(chunk)) !== '');
    vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => (complained += String(chunk)) !== '');
    const pool = openJobPool(60_000, (command) => {
      const started = startJobProcess({ ...command, words: [process.execPath, '-e', PROGRAM] });
      processes.push(started);
      return started;
    });
    server = await startJobServer(pool);
  });
  afterEach(() => {
    server.close();
    vi.restoreAllMocks();
  });
  const ask = (...job: readonly string[]): Promise<number | null> =>
    askForJob(['attack', ...job], {
      [JOB_SERVER]: server.address,
      PATH: process.env['PATH'],
      NX_TASK_HASH: job.join(''),
    });

  it('has jobs computed by one process, with their lines and exit codes', async () => {
    expect([await ask('work', ' a'), await ask('fail'), await ask('print'), await ask('work', ' b')]).toEqual([
      0, 2, 0, 0,
    ]);
    const [, pid] = /done by (\d+) a/.exec(printed) ?? [];
    expect(printed).toBe(`done by ${pid} a\nnot JSON\ndone by ${pid} b\n`);
    expect(complained).toContain('bcos-attack: no\n');
    expect(processes).toHaveLength(1);
  });

  it('hands on the exit code of a process that is lost with its first job', async () => {
    expect(await ask('die')).toBe(137);
    expect(await ask('work')).toBe(0);
  });

  it('has a job run by itself whose process had computed others', async () => {
    await ask('work');
    expect(await ask('die')).toBeNull();
    expect(complained).toContain('this job is run by itself');
  });

  it('ends the process of a task that is gone', async () => {
    const [port, token] = server.address.split(':');
    const command = { words: [], environment: {}, folder: process.cwd() };
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(`${JSON.stringify({ token, command, network: '', job: ['hang'] })}\n`);
    await new Promise((resolve) => socket.once('data', resolve));
    socket.destroy();
    expect(await processes[0]?.ended).toBe(143);
  });

  it('takes no notice of a connection that is broken off before it asks', async () => {
    const socket = connect(Number(server.address.split(':')[0]), '127.0.0.1');
    await once(socket, 'connect');
    socket.write('{"token":');
    socket.resetAndDestroy();
    expect(await ask('work')).toBe(0);
  });

  it('answers nobody without its token', async () => {
    const socket = connect(Number(server.address.split(':')[0]), '127.0.0.1');
    const command = { words: [], environment: {}, folder: process.cwd() };
    socket.write(`${JSON.stringify({ token: 'a guess', command, network: '', job: ['work'] })}\n`);
    expect(await text(socket)).toBe('');
    expect(processes).toHaveLength(0);
  });

  it('is for attacks alone, and a job is run by itself where there is none', async () => {
    expect(await askForJob(['data'], { [JOB_SERVER]: server.address })).toBeNull();
    expect(await askForJob(['attack', 'work'], {})).toBeNull();
    expect(await askForJob(['attack', 'work'], { [JOB_SERVER]: '' })).toBeNull();
    expect(await askForJob(['attack', 'work'], { [JOB_SERVER]: '1:token' })).toBeNull();
  });

  it('is not waited for where it ends in the middle of a job', async () => {
    const deaf = createServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
    await once(deaf.listen(0, '127.0.0.1'), 'listening');
    const bound = deaf.address();
    const port = typeof bound === 'object' ? bound?.port : undefined;
    expect(await askForJob(['attack', 'work'], { [JOB_SERVER]: `${port}:token` })).toBe(1);
    deaf.close();
  });
});
