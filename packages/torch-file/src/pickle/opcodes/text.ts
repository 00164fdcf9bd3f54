import type { PickleMachine } from '../machine.js';
import { byteOf, type OpcodeTable } from './opcode.js';

/** A string of Python 2 as `repr` writes it; names only, so that escapes of anything but quotes do not occur. */
function unquoted(machine: PickleMachine, line: string): string {
  const [, , text] = /^(["'])([^\\]*)\1$/.exec(line) ?? [];
  return text ?? machine.refuse('holds a string without its quotes, or with escapes that no name has');
}

/** The text of UNICODE: Latin-1 and `\u` escapes. */
function unescaped(line: string): string {
  return line.replace(/\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})/g, (whole, short?: string, long?: string) => {
    const point = parseInt(short ?? long ?? '', 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

function latin1(machine: PickleMachine, count: number): void {
  machine.push(machine.cursor.take(count).toString('latin1'));
}

function text(machine: PickleMachine, count: number): void {
  machine.push(machine.cursor.text(count));
}

function bytes(machine: PickleMachine, count: number): void {
  // A copy: a view would keep all that was read with it.
  machine.push({ kind: 'bytes', bytes: Uint8Array.from(machine.cursor.take(count)) });
}

/** STRING, BINSTRING and SHORT_BINSTRING of Python 2; UNICODE, BINUNICODE and BINBYTES in all their lengths; BYTEARRAY8. */
export const textOpcodes: OpcodeTable = [
  [byteOf('S'), (machine) => machine.push(unquoted(machine, machine.cursor.line()))],
  [byteOf('T'), (machine) => latin1(machine, machine.cursor.uint32())],
  [byteOf('U'), (machine) => latin1(machine, machine.cursor.uint8())],
  [byteOf('V'), (machine) => machine.push(unescaped(machine.cursor.line()))],
  [byteOf('X'), (machine) => text(machine, machine.cursor.uint32())],
  [0x8c, (machine) => text(machine, machine.cursor.uint8())],
  [0x8d, (machine) => text(machine, machine.cursor.uint64())],
  [byteOf('B'), (machine) => bytes(machine, machine.cursor.uint32())],
  [byteOf('C'), (machine) => bytes(machine, machine.cursor.uint8())],
  [0x8e, (machine) => bytes(machine, machine.cursor.uint64())],
  [0x96, (machine) => bytes(machine, machine.cursor.uint64())],
];
