import type { PickleMachine } from '../machine.js';
import { dictOf, extend, setEntries } from '../containers.js';
import { byteOf, type OpcodeTable } from './opcode.js';

function tuple(machine: PickleMachine, count: number): void {
  machine.push({ kind: 'tuple', items: machine.popMany(count) });
}

/** EMPTY_ and other LIST, TUPLE, DICT and SET, FROZENSET, APPEND, APPENDS, SETITEM, SETITEMS and ADDITEMS. */
export const containerOpcodes: OpcodeTable = [
  [byteOf(']'), (machine) => machine.push({ kind: 'list', items: [] })],
  [byteOf('l'), (machine) => machine.push({ kind: 'list', items: machine.popToMark() })],
  [byteOf(')'), (machine) => machine.push({ kind: 'tuple', items: [] })],
  [byteOf('t'), (machine) => machine.push({ kind: 'tuple', items: machine.popToMark() })],
  [0x85, (machine) => tuple(machine, 1)],
  [0x86, (machine) => tuple(machine, 2)],
  [0x87, (machine) => tuple(machine, 3)],
  [byteOf('}'), (machine) => machine.push(dictOf('dict'))],
  [
    byteOf('d'),
    (machine) => {
      const dict = dictOf('dict');
      setEntries(dict, machine.popToMark(), machine.refuse);
      machine.push(dict);
    },
  ],
  [0x8f, (machine) => machine.push({ kind: 'set', items: [] })],
  [0x91, (machine) => machine.push({ kind: 'set', items: machine.popToMark() })],
  [
    byteOf('a'),
    (machine) => {
      const item = machine.pop();
      extend(machine.top(), [item], machine.refuse);
    },
  ],
  [
    byteOf('e'),
    (machine) => {
      const items = machine.popToMark();
      extend(machine.top(), items, machine.refuse);
    },
  ],
  [
    0x90,
    (machine) => {
      const items = machine.popToMark();
      extend(machine.top(), items, machine.refuse);
    },
  ],
  [
    byteOf('s'),
    (machine) => {
      const pair = machine.popMany(2);
      setEntries(machine.top(), pair, machine.refuse);
    },
  ],
  [
    byteOf('u'),
    (machine) => {
      const pairs = machine.popToMark();
      setEntries(machine.top(), pairs, machine.refuse);
    },
  ],
];
