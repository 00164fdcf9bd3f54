import { bytesInMemory } from '../fileBytes.js';
import { Cursor } from './cursor.js';
import { unpickle } from './unpickle.js';
import type { PickleValue } from './value.js';
import { walkable } from './walkable.js';

/**
 * What a pickle holds that is no file of PyTorch, such as a batch of CIFAR-10 for Python. It is read as those are: nothing in it is executed or
 * imported, and arrays of NumPy become `NumpyArray`.
 * @param where what faults call it
 * @throws Fault where it is damaged, goes on after its end, or asks for what is refused
 */
export function pickleIn(bytes: Uint8Array, where: string): PickleValue {
  const cursor = new Cursor(bytesInMemory(where, bytes), 0, bytes.length);
  const root = unpickle(cursor, (_, refuse) => refuse('refers to what lies outside of it'));
  if (cursor.position !== bytes.length) throw cursor.fault('goes on after its end');
  return walkable(root, (what) => {
    throw cursor.fault(what);
  });
}
