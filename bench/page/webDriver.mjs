/* global WebSocket */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * Firefox without a window, driven by WebDriver BiDi: as much of it as a page needs that is opened and asked. Needs the WebSocket of Node 22.
 * @param {string} program
 */
export async function startFirefox(program) {
  const profile = mkdtempSync(join(tmpdir(), 'firefox-'));
  const words = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'];
  const child = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  const socket = new WebSocket(`${await addressOf(child.stderr)}/session`);
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  /** @type {Map<number, (answer: any) => void>} */
  const waiting = new Map();
  /** @type {any[]} */
  const events = [];
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(data);
    if (message.type === 'event') events.push(message);
    else waiting.get(message.id)?.(message);
  });
  let sent = 0;
  const ask = async (method, params) => {
    const id = (sent += 1);
    const answered = new Promise((resolve) => waiting.set(id, resolve));
    socket.send(JSON.stringify({ id, method, params }));
    const answer = await answered;
    if (answer.type === 'error') throw new Error(`${method}: ${answer.message}`);
    return answer.result;
  };
  const { capabilities } = await ask('session.new', { capabilities: {} });
  await ask('session.subscribe', { events: ['network.beforeRequestSent', 'log.entryAdded'] });
  const { contexts } = await ask('browsingContext.getTree', {});
  const { context } = contexts[0];
  return {
    version: capabilities.browserVersion,
    /** What it was asked for, and what it has said in the console. */
    events,
    open: (url) => ask('browsingContext.navigate', { context, url, wait: 'complete' }),
    /** What a function of the page's returns, once its promise is kept; it takes and returns text. */
    call: async (fn, ...words) => {
      const { result, exceptionDetails } = await ask('script.callFunction', {
        ...{ functionDeclaration: String(fn), awaitPromise: true, target: { context } },
        arguments: words.map((value) => ({ type: 'string', value })),
      });
      if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text);
      return result.value;
    },
    close: async () => {
      await ask('browser.close', {});
      if (child.exitCode === null) await new Promise((resolve) => child.once('exit', resolve));
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** @param {import('node:stream').Readable} said */
async function addressOf(said) {
  for await (const line of createInterface({ input: said })) {
    const [, address] = /WebDriver BiDi listening on (ws:\S+)/.exec(line) ?? [];
    if (address !== undefined) {
      said.resume();
      return address;
    }
  }
  throw new Error('Firefox ended before it listened');
}
