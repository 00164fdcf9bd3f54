import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** The lines that come over a connection, until it ends or is broken off. */
export async function* linesOf(socket: Socket): AsyncGenerator<string> {
  try {
    yield* createInterface({ input: socket });
  } catch {
    // What was broken off has ended.
  }
}
