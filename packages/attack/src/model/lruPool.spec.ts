import { expect, it } from 'vitest';
import { noPool, lruPool, type Disposable } from './lruPool.js';

interface Thing extends Disposable {
  readonly size: number;
}

function makerOfThings() {
  const log: string[] = [];
  const make =
    (name: string, size = 1) =>
    (): Thing => {
      log.push(`made ${name}`);
      return { size, dispose: () => void log.push(`gone ${name}`) };
    };
  return { log, make };
}

const bySize = ({ size }: Thing): number => size;

it('lends again what came back, and makes another of what is lent out', () => {
  const { log, make } = makerOfThings();
  const { borrow, giveBack } = lruPool(10, bySize);
  const first = borrow('a', make('a'));
  giveBack('a', first);
  expect(borrow('a', make('another a'))).toBe(first);
  expect(borrow('a', make('third a'))).not.toBe(first);
  expect(log).toEqual(['made a', 'made third a']);
});

it('lets go of what came back longest ago where there is no room for more, never of the last', () => {
  const { log, make } = makerOfThings();
  const { borrow, giveBack, dispose } = lruPool(3, bySize);
  for (const [name, size] of [['a', 1] as const, ['b', 1] as const, ['c', 2] as const, ['d', 9] as const]) {
    giveBack(name, borrow(name, make(name, size)));
  }
  expect(log.filter((line) => line.startsWith('gone'))).toEqual(['gone a', 'gone b', 'gone c']);
  dispose();
  expect(log.at(-1)).toBe('gone d');
});

it('has what was used last come back last', () => {
  const { log, make } = makerOfThings();
  const { borrow, giveBack } = lruPool(2, bySize);
  for (const name of ['a', 'b', 'a', 'c']) giveBack(name, borrow(name, make(name)));
  expect(log).toEqual(['made a', 'made b', 'made c', 'gone b']);
});

it('keeps nothing where it is bare', () => {
  const { log, make } = makerOfThings();
  const { borrow, giveBack } = noPool<Thing>();
  for (const name of ['a', 'a']) giveBack(name, borrow(name, make(name)));
  expect(log).toEqual(['made a', 'gone a', 'made a', 'gone a']);
});
