import type { PickleMachine } from '../machine.js';

/** What an opcode does to the machine, whose cursor stands behind its byte. */
export type Opcode = (machine: PickleMachine) => void;

/** Opcodes by their bytes. */
export type OpcodeTable = readonly (readonly [code: number, opcode: Opcode])[];

/** The byte of an opcode that Python names by a character. */
export function byteOf(character: string): number {
  return character.charCodeAt(0);
}
