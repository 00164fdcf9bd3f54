import type { PickleMachine } from '../machine.js';
import { twosComplement, wholeNumber } from '../wholeNumber.js';
import { byteOf, type OpcodeTable } from './opcode.js';

/** The longest whole number: more digits than any, few enough to be read at once. */
const MAX_LONG_BYTES = 1024;

/** INT writes booleans as numbers of two digits. */
const BOOLEANS = new Map([
  ['00', false],
  ['01', true],
]);

function decimal(machine: PickleMachine, text: string): number | bigint {
  if (!/^[+-]?\d{1,1024}$/.test(text)) return machine.refuse('holds a whole number that is none');
  return wholeNumber(BigInt(text.replace(/^\+/, '')));
}

function real(machine: PickleMachine, text: string): number {
  const known = new Map([
    ['nan', NaN],
    ['inf', Infinity],
    ['-inf', -Infinity],
  ]).get(text);
  const value = known ?? Number(text);
  if (known === undefined && (text.trim() === '' || !Number.isFinite(value))) {
    return machine.refuse('holds a number that is none');
  }
  return value;
}

function long(machine: PickleMachine, bytes: number): number | bigint {
  if (bytes < 0 || bytes > MAX_LONG_BYTES) {
    return machine.refuse(`holds a whole number of ${bytes} bytes, and ${MAX_LONG_BYTES} are the most`);
  }
  return twosComplement(machine.cursor.take(bytes));
}

/** NONE, NEWTRUE, NEWFALSE, INT, BININT, BININT1, BININT2, LONG, LONG1, LONG4, FLOAT and BINFLOAT. */
export const numberOpcodes: OpcodeTable = [
  [byteOf('N'), (machine) => machine.push(null)],
  [0x88, (machine) => machine.push(true)],
  [0x89, (machine) => machine.push(false)],
  [
    byteOf('I'),
    (machine) => {
      const line = machine.cursor.line();
      machine.push(BOOLEANS.get(line) ?? decimal(machine, line));
    },
  ],
  [byteOf('J'), (machine) => machine.push(machine.cursor.int32())],
  [byteOf('K'), (machine) => machine.push(machine.cursor.uint8())],
  [byteOf('M'), (machine) => machine.push(machine.cursor.uint16())],
  [byteOf('L'), (machine) => machine.push(decimal(machine, machine.cursor.line().replace(/L$/, '')))],
  [0x8a, (machine) => machine.push(long(machine, machine.cursor.uint8()))],
  [0x8b, (machine) => machine.push(long(machine, machine.cursor.int32()))],
  [byteOf('F'), (machine) => machine.push(real(machine, machine.cursor.line()))],
  [byteOf('G'), (machine) => machine.push(machine.cursor.float64BigEndian())],
];
