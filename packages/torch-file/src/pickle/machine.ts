import { quoted } from '../damage.js';
import type { Cursor } from './cursor.js';
import { refuseForbidden, refuseForbiddenAttribute } from './forbiddenNames.js';
import { knownCallables } from './knownCallables.js';
import type { PickleValue } from './value.js';

/** How the persistent ids of a pickle, which name what lies outside of it, become values. */
export type PersistentLoad = (id: PickleValue, refuse: (what: string) => never) => PickleValue;

/** Python's stack machine for pickles, without the part that imports and calls. */
export class PickleMachine {
  readonly #stack: PickleValue[] = [];
  /** The heights of the stack at which marks lie. */
  readonly #marks: number[] = [];
  readonly #memo = new Map<number, PickleValue>();
  #result: { readonly value: PickleValue } | null = null;

  constructor(
    readonly cursor: Cursor,
    readonly persistentLoad: PersistentLoad,
  ) {}

  /** What the pickle holds, once it has said so. */
  get result(): { readonly value: PickleValue } | null {
    return this.#result;
  }

  readonly refuse = (what: string): never => {
    throw this.cursor.fault(what);
  };

  stop(value: PickleValue): void {
    this.#result = { value };
  }

  push(value: PickleValue): void {
    this.#stack.push(value);
  }

  pop(): PickleValue {
    const value = this.top();
    this.#stack.length -= 1;
    return value;
  }

  /** The value on top, which stays there. */
  top(): PickleValue {
    const value = this.#stack.at(-1);
    if (value === undefined || this.#stack.length <= (this.#marks.at(-1) ?? 0)) {
      return this.#takenTooMany();
    }
    return value;
  }

  #takenTooMany(): never {
    return this.refuse('holds a pickle that takes more values than it made');
  }

  /** `count` values from the top, the lowest first. */
  popMany(count: number): PickleValue[] {
    const height = this.#stack.length - count;
    if (height < (this.#marks.at(-1) ?? 0)) return this.#takenTooMany();
    return this.#stack.splice(height);
  }

  mark(): void {
    this.#marks.push(this.#stack.length);
  }

  /** The values above the topmost mark, the lowest first; the mark goes too. */
  popToMark(): PickleValue[] {
    const height = this.#marks.pop();
    if (height === undefined) return this.refuse('holds a pickle that returns to a mark that it did not set');
    return this.#stack.splice(height);
  }

  /** Drops the topmost value or, where a mark lies above it, the mark. */
  drop(): void {
    if (this.#marks.at(-1) === this.#stack.length) this.#marks.pop();
    else this.pop();
  }

  remember(key: number): void {
    this.#memo.set(key, this.top());
  }

  /** The number that the next value without one of its own gets. */
  get memoSize(): number {
    return this.#memo.size;
  }

  recall(key: number): void {
    const value = this.#memo.get(key);
    if (value === undefined) throw this.cursor.fault(`holds a pickle that recalls value ${key}, which it did not keep`);
    this.push(value);
  }

  /** A class or function by its name, which is all that is known of it here. @throws Fault for names that do harm */
  global(module: string, name: string): PickleValue {
    return { kind: 'opaque', name: refuseForbidden(module, name, this.accuse) };
  }

  /** Refuses a file that would run code. */
  readonly accuse = (what: string): never => {
    throw this.cursor.fault(what, 'do not open it with torch.load either, and tell who gave it to you');
  };

  /** Whether calling `callable` makes more than an opaque object. */
  knows(callable: PickleValue): boolean {
    return typeof callable === 'object' && callable?.kind === 'opaque' && knownCallables.has(callable.name);
  }

  /** What calling `callable` would make, where that is known here; otherwise an opaque object: nothing is ever called. */
  call(callable: PickleValue, args: readonly PickleValue[]): PickleValue {
    if (typeof callable !== 'object' || callable?.kind !== 'opaque') {
      return this.refuse('holds a pickle that calls what is not a function');
    }
    const { name } = callable;
    const construct = knownCallables.get(name);
    if (construct === undefined) return { kind: 'opaque', name };
    return construct(args, {
      refuse: (what) => this.refuse(`${what} (in ${quoted(name)})`),
      attribute: (owner, attribute) => ({
        kind: 'opaque',
        name: refuseForbiddenAttribute(kindName(owner), attribute, this.accuse),
      }),
      call: (other, otherArgs) => this.call(other, otherArgs),
    });
  }
}

/** What a value is called in the name of an attribute of it. */
function kindName(value: PickleValue): string {
  if (typeof value !== 'object' || value === null) return typeof value;
  return value.kind === 'opaque' ? value.name : value.kind;
}
