import { endOfAll } from './marked.js';
import type { StartedCommand } from './startedCommand.js';
import { cursorIsHidden, shownLines } from './terminalText.js';
import { TRIES } from './tries.js';
import type { Way } from './ways.js';

/** What became of a command that was asked to end. */
export interface Stopped {
  /** From the signal to the end of its last process. */
  readonly seconds: number;
  readonly code: number;
  readonly lastLine: string;
  readonly faults: readonly string[];
}

/** The most seconds from the signal to the end; in a sample, of a machine that does much else. */
const LONGEST = TRIES === null ? 15 : 2;

/**
 * Asks a command to end, and waits until all its processes have.
 * @param says what its last line must be where it was stopped
 */
export async function stop(command: StartedCommand, way: Way, says: RegExp): Promise<Stopped> {
  const began = performance.now();
  await way.ask(command);
  const left = await endOfAll(command.mark);
  const seconds = (performance.now() - began) / 1000;
  const { code, said } = await command.ended;
  const lastLine = shownLines(said).at(-1) ?? '';
  const faults = [
    ...left.map(({ words }) => `${words} still runs`),
    ...(seconds > LONGEST ? [`it took ${seconds.toFixed(1)} s`] : []),
    ...(way.codes === null ? [] : faultsOfEnding(said, code, { codes: way.codes, says })),
  ];
  return { seconds, code, lastLine, faults };
}

/** A command that was done before, or had not yet begun, says nothing of the signal. */
function faultsOfEnding(
  said: string,
  code: number,
  expected: { readonly codes: readonly number[]; readonly says: RegExp },
): string[] {
  const lastLine = shownLines(said).at(-1) ?? '';
  const isExpected = expected.codes.includes(code);
  const isDone = code === 0;
  const hasNotBegun = isExpected && lastLine === '';
  return [
    ...(isDone || isExpected ? [] : [`its exit code is ${code}`]),
    ...(isDone || hasNotBegun || expected.says.test(lastLine) ? [] : [`it says '${lastLine}'`]),
    ...(cursorIsHidden(said) ? ['it leaves the cursor hidden'] : []),
  ];
}
