import type { CallableTable, CallContext, KnownCallable } from './callable.js';
import { dictOf, setEntries } from './containers.js';
import { ATTRIBUTE_CLASSES, fillFromBase } from './objectState.js';
import type { PickleDict, PickleValue } from './value.js';

/** The items of a list, tuple or set that a container is made from; none where there is no argument. */
function itemsOf(value: PickleValue | undefined, { refuse }: CallContext): readonly PickleValue[] {
  if (value === undefined) return [];
  if (typeof value === 'object' && value !== null && 'items' in value) return value.items;
  return refuse('holds a pickle that makes a container from what is none');
}

/** A dict, empty or made from pairs or from another dict. */
function dict(className: string, source: PickleValue | undefined, context: CallContext): PickleDict {
  const made = dictOf(className);
  if (source === undefined || source === null) return made;
  const pairs =
    typeof source === 'object' && source.kind === 'dict'
      ? [...source.entries].flat()
      : itemsOf(source, context).flatMap((pair) => {
          const [key, value, ...more] = itemsOf(pair, context);
          return key === undefined || value === undefined || more.length > 0
            ? context.refuse('holds a dict of what are no pairs')
            : [key, value];
        });
  setEntries(made, pairs, context.refuse);
  return made;
}

const dictClass =
  (className: string): KnownCallable =>
  ([source], context) =>
    dict(className, source, context);

/** `_codecs.encode(text, 'latin1')`, by which protocol 2 writes bytes. */
const encode: KnownCallable = ([text, encoding], { refuse }) => {
  if (typeof text !== 'string' || typeof encoding !== 'string') return refuse('holds bytes without their encoding');
  if (!/^latin-?1$/.test(encoding)) return { kind: 'opaque', name: '_codecs.encode' };
  return { kind: 'bytes', bytes: Uint8Array.from(Buffer.from(text, 'latin1')) };
};

/** `bytearray`, `bytes`: none, or from text and an encoding, or from bytes. */
const byteArray: KnownCallable = (args, context) => {
  const [source] = args;
  if (source === undefined) return { kind: 'bytes', bytes: new Uint8Array() };
  return typeof source === 'object' && source?.kind === 'bytes' ? source : encode(args, context);
};

/** `copyreg._reconstructor(class, base class, state of the base)`. */
const reconstructor: KnownCallable = ([callable = null, , base = null], { call, refuse }) =>
  fillFromBase(call(callable, []), base, refuse);

/** Dicts, lists, sets, bytes, and the classes that are nothing but those. */
export const containerCallables: CallableTable = [
  ['collections.OrderedDict', dictClass('collections.OrderedDict')],
  ['collections.Counter', dictClass('collections.Counter')],
  // The first argument makes missing values, and none is missing.
  ['collections.defaultdict', (_, context) => dict('collections.defaultdict', undefined, context)],
  ['builtins.dict', dictClass('dict')],
  ...[...ATTRIBUTE_CLASSES].map((name) => [name, dictClass(name)] as const),
  ...[
    'lightning_fabric.utilities.data.AttributeDict',
    'lightning.fabric.utilities.data.AttributeDict',
    'pytorch_lightning.utilities.parsing.AttributeDict',
  ].map((name) => [name, dictClass(name)] as const),
  ['builtins.list', ([source], context) => ({ kind: 'list', items: [...itemsOf(source, context)] })],
  ['builtins.tuple', ([source], context) => ({ kind: 'tuple', items: itemsOf(source, context) })],
  ['torch.Size', ([source], context) => ({ kind: 'tuple', items: itemsOf(source, context) })],
  ['builtins.set', ([source], context) => ({ kind: 'set', items: [...itemsOf(source, context)] })],
  ['builtins.frozenset', ([source], context) => ({ kind: 'set', items: [...itemsOf(source, context)] })],
  ['builtins.bytearray', byteArray],
  ['builtins.bytes', byteArray],
  ['_codecs.encode', encode],
  ['copyreg._reconstructor', reconstructor],
];
