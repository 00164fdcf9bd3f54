import type { PickleMachine } from '../machine.js';
import { byteOf, type OpcodeTable } from './opcode.js';

/** The newest protocol that exists. */
const LAST_PROTOCOL = 5;

function recallLine(machine: PickleMachine): number {
  const line = machine.cursor.line();
  return /^\d{1,9}$/.test(line) ? Number(line) : machine.refuse('holds a pickle with a value that has no number');
}

/** PROTO, FRAME, STOP, MARK, POP, POP_MARK, DUP, and what keeps and recalls values: PUT, GET and MEMOIZE in all lengths. */
export const controlOpcodes: OpcodeTable = [
  [
    0x80,
    (machine) => {
      const protocol = machine.cursor.uint8();
      if (protocol > LAST_PROTOCOL)
        machine.refuse(`holds a pickle of protocol ${protocol}, and ${LAST_PROTOCOL} is the last`);
    },
  ],
  [
    0x95,
    (machine) => {
      // A frame only says how much Python should read ahead.
      machine.cursor.take(8);
    },
  ],
  [byteOf('.'), (machine) => machine.stop(machine.pop())],
  [byteOf('('), (machine) => machine.mark()],
  [byteOf('0'), (machine) => machine.drop()],
  [
    byteOf('1'),
    (machine) => {
      machine.popToMark();
    },
  ],
  [byteOf('2'), (machine) => machine.push(machine.top())],
  [byteOf('p'), (machine) => machine.remember(recallLine(machine))],
  [byteOf('q'), (machine) => machine.remember(machine.cursor.uint8())],
  [byteOf('r'), (machine) => machine.remember(machine.cursor.uint32())],
  [0x94, (machine) => machine.remember(machine.memoSize)],
  [byteOf('g'), (machine) => machine.recall(recallLine(machine))],
  [byteOf('h'), (machine) => machine.recall(machine.cursor.uint8())],
  [byteOf('j'), (machine) => machine.recall(machine.cursor.uint32())],
];
