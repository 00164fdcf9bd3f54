import { systemFaultParts } from './systemFault.js';

/** What a fault is about: the three things that its one line says. */
export interface FaultParts {
  /** What is wrong, in a few words. */
  readonly what: string;
  /** Where: a file, a record of it, a flag. */
  readonly where?: string;
  /** What the user can do about it. */
  readonly remedy?: string;
}

/**
 * An error that is the input's or the machine's, not ours: shown as one line, without a stack, and the stage exits 1.
 * Anything else that is thrown is a bug of this project and keeps its stack trace.
 */
export class Fault extends Error {
  override readonly name: string = 'Fault';
  /** What the command exits with. */
  readonly exitCode: number = 1;

  /** What its line says, in its parts. */
  readonly parts: FaultParts;

  constructor(parts: FaultParts, options?: ErrorOptions) {
    const { what, where, remedy } = parts;
    super(
      [where === undefined ? what : `${where}: ${what}`, remedy].filter((part) => part !== undefined).join('; '),
      options,
    );
    this.parts = parts;
  }
}

/** A flag or its value that cannot be understood: shown as one line, and the stage exits 2. */
export class UsageFault extends Fault {
  override readonly name = 'UsageFault';
  override readonly exitCode = 2;
}

/** The user's wish to stop, such as Ctrl-C, obeyed: what was done so far is kept, and the line says how to go on. */
export class Interruption extends Fault {
  override readonly name = 'Interruption';

  /** @param exitCode 128 and the signal's number, as shells have it: 130 for Ctrl-C */
  constructor(
    parts: FaultParts,
    override readonly exitCode: number,
  ) {
    super(parts);
  }
}

/** Several faults of one input, such as all errors of a file: a line each. */
export class FaultList extends Fault {
  override readonly name = 'FaultList';

  constructor(readonly faults: readonly [Fault, Fault, ...Fault[]]) {
    super({ what: faults.map(({ message }) => message).join('\n') });
  }
}

/** The message of whatever was thrown, on one line; its name where it has none. Libraries throw errors whose message is no text. */
export function reasonOf(error: unknown): string {
  const text = textOf(error)
    .replace(/\s*\n\s*/g, ' ')
    .trim();
  return text === '' ? 'unknown' : text;
}

function textOf(thrown: unknown): string {
  try {
    if (!(thrown instanceof Error)) return String(thrown);
    const message: unknown = thrown.message;
    return typeof message === 'string' && message.trim() !== '' ? message : thrown.name;
  } catch {
    // It has no text, such as an object without a prototype.
    return typeof thrown;
  }
}

/** Runs `action`; a Fault becomes one line on stderr and an exit code, everything else a rejection. */
export async function reportingFaults(command: string, action: () => Promise<void>): Promise<void> {
  const exitCode = await exitCodeOf(command, action, (line) => process.stderr.write(`${line}\n`));
  if (exitCode !== 0) process.exitCode = exitCode;
}

/**
 * Runs `action` and resolves to what its command is to exit with: 0, or the exit code of a Fault, whose one line `complain` hears; of
 * several faults it hears a line each.
 * An error of the system, such as a full disk, is a Fault too. Everything else that is thrown is a rejection.
 */
export async function exitCodeOf(
  command: string,
  action: () => Promise<void>,
  complain: (line: string) => void,
): Promise<number> {
  try {
    await action();
    return 0;
  } catch (error) {
    const fault = faultOf(error);
    if (fault === null) throw error;
    const faults = fault instanceof FaultList ? fault.faults : [fault];
    for (const { message } of faults) complain(`${command}: ${shortened(visibleLine(message))}`);
    return fault.exitCode;
  }
}

function faultOf(error: unknown): Fault | null {
  if (error instanceof Fault) return error;
  const parts = systemFaultParts(error);
  return parts === null ? null : new Fault(parts, { cause: error });
}

/** A line that can be read: of a path of thousands of letters, its beginning and its end are enough. */
function shortened(line: string): string {
  return line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE / 2)} … ${line.slice(-LONGEST_LINE / 2)}`;
}

const LONGEST_LINE = 2000;

/** A text on one line: control characters of a name or a value are shown as JavaScript escapes them, and steer no terminal. */
export function visibleLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, '0');
    return SHORT_ESCAPES[character] ?? `\\u${code}`;
  });
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
