import type { Cursor } from './cursor.js';
import { PickleMachine, type PersistentLoad } from './machine.js';
import { opcodes } from './opcodes/index.js';
import type { PickleValue } from './value.js';

/**
 * The most opcodes of one pickle. A checkpoint has some forty a tensor; each makes at most one small object, so that
 * this bounds memory too.
 */
const MAX_OPCODES = 500_000;

/**
 * Reads one pickle, and leaves the cursor behind it.
 * @throws Fault where it is damaged, too long, or names what does harm
 */
export function unpickle(cursor: Cursor, persistentLoad: PersistentLoad): PickleValue {
  const machine = new PickleMachine(cursor, persistentLoad);
  for (let count = 0; count < MAX_OPCODES; count += 1) {
    const code = cursor.uint8();
    const opcode = opcodes.get(code);
    if (opcode === undefined)
      throw cursor.fault(`holds the pickle opcode 0x${code.toString(16)}, which no PyTorch file has`);
    opcode(machine);
    if (machine.result !== null) return machine.result.value;
  }
  throw cursor.fault(`holds a pickle of more than ${MAX_OPCODES} steps`);
}
