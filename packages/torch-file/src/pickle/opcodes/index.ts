import { containerOpcodes } from './containers.js';
import { controlOpcodes } from './control.js';
import { numberOpcodes } from './numbers.js';
import { objectOpcodes } from './objects.js';
import type { Opcode } from './opcode.js';
import { textOpcodes } from './text.js';

/**
 * What each opcode does, by its byte: protocols 0 to 5 as `pickletools` of Python's standard library describes them,
 * without the extension registry and buffers outside the pickle, which PyTorch does not use.
 */
export const opcodes: ReadonlyMap<number, Opcode> = new Map(
  [numberOpcodes, textOpcodes, containerOpcodes, objectOpcodes, controlOpcodes].flat(),
);
