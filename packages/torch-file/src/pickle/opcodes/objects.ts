import { applyState } from '../objectState.js';
import type { PickleMachine } from '../machine.js';
import type { PickleValue } from '../value.js';
import { byteOf, type OpcodeTable } from './opcode.js';

function textOf(machine: PickleMachine, value: PickleValue): string {
  return typeof value === 'string' ? value : machine.refuse('holds a pickle that names a class by what is not a text');
}

function itemsOf(machine: PickleMachine, value: PickleValue): readonly PickleValue[] {
  return typeof value === 'object' && value?.kind === 'tuple'
    ? value.items
    : machine.refuse('holds a pickle that calls a function with what is not a tuple');
}

function global(machine: PickleMachine): PickleValue {
  const module = machine.cursor.line();
  return machine.global(module, machine.cursor.line());
}

function stackGlobal(machine: PickleMachine): void {
  const name = machine.pop();
  const module = machine.pop();
  machine.push(machine.global(textOf(machine, module), textOf(machine, name)));
}

/** REDUCE and NEWOBJ: a function or class, and its arguments. */
function reduce(machine: PickleMachine): void {
  const args = machine.pop();
  machine.push(machine.call(machine.pop(), itemsOf(machine, args)));
}

function newObjectWithKeywords(machine: PickleMachine): void {
  const keywords = machine.pop();
  const positional = itemsOf(machine, machine.pop());
  const callable = machine.pop();
  const named = typeof keywords === 'object' && keywords?.kind === 'dict' && keywords.entries.size > 0;
  if (named && machine.knows(callable)) machine.refuse('holds a pickle that makes an object from arguments with names');
  machine.push(machine.call(callable, positional));
}

function instance(machine: PickleMachine): void {
  const callable = global(machine);
  machine.push(machine.call(callable, machine.popToMark()));
}

function object(machine: PickleMachine): void {
  const [callable = null, ...args] = machine.popToMark();
  machine.push(machine.call(callable, args));
}

/** GLOBAL, STACK_GLOBAL, REDUCE, NEWOBJ, NEWOBJ_EX, INST, OBJ, BUILD, PERSID and BINPERSID. */
export const objectOpcodes: OpcodeTable = [
  [byteOf('c'), (machine) => machine.push(global(machine))],
  [0x93, stackGlobal],
  [byteOf('R'), reduce],
  [0x81, reduce],
  [0x92, newObjectWithKeywords],
  [byteOf('i'), instance],
  [byteOf('o'), object],
  [
    byteOf('b'),
    (machine) => {
      const state = machine.pop();
      machine.push(applyState(machine.pop(), state, machine));
    },
  ],
  [byteOf('P'), (machine) => machine.push(machine.persistentLoad(machine.cursor.line(), machine.refuse))],
  [byteOf('Q'), (machine) => machine.push(machine.persistentLoad(machine.pop(), machine.refuse))],
];
