import type { RandomStream } from '@bcos-bench/random';
import { pick } from './draw.js';
import type { Mutation } from './mutation.js';
import * as p from './pickleBytes.js';
import { withPickle } from './sample.js';

/** Functions that run a program, by modules and names, some of them in disguise. */
const FUNCTIONS: readonly (readonly [string, string])[] = [
  ['os', 'system'],
  ['posix', 'system'],
  ['nt', 'system'],
  ['subprocess', 'Popen'],
  ['subprocess', 'check_output'],
  ['builtins', 'eval'],
  ['builtins', 'exec'],
  ['builtins', 'getattr'],
  ['__builtin__', 'eval'],
  ['builtins', '__import__'],
  ['importlib', 'import_module'],
  ['runpy', 'run_path'],
  ['pty', 'spawn'],
  ['sys', 'modules'],
  ['torch', 'os.system'],
  ['collections', '_sys.modules'],
  ['torch.serialization', 'os.system'],
  ['numpy.lib', 'sys.modules.get'],
  ['os.path', 'os.system'],
  ['pickle', 'loads'],
  ['webbrowser', 'open'],
  ['ctypes', 'CDLL'],
  ['_io', 'open'],
  ['shutil', 'rmtree'],
  ['code', 'interact'],
  ['mine', 'urllib.request.urlopen'],
];

type Call = (module: string, name: string, argument: Buffer) => Buffer;

const named: Call = (module, name, argument) => Buffer.concat([p.global(module, name), p.tuple(argument)]);

/** The ways in which a pickle can call a function. */
const CALLS = new Map<string, Call>([
  ['GLOBAL and REDUCE', (...call) => Buffer.concat([named(...call), p.REDUCE])],
  [
    'STACK_GLOBAL and REDUCE',
    (module, name, argument) =>
      Buffer.concat([p.binunicode(module), p.binunicode(name), p.STACK_GLOBAL, p.tuple(argument), p.REDUCE]),
  ],
  ['INST', (module, name, argument) => Buffer.concat([p.MARK, argument, p.inst(module, name)])],
  ['OBJ', (module, name, argument) => Buffer.concat([p.MARK, p.global(module, name), argument, p.OBJ])],
  ['NEWOBJ', (...call) => Buffer.concat([named(...call), p.NEWOBJ])],
  ['NEWOBJ_EX', (...call) => Buffer.concat([named(...call), p.EMPTY_DICT, p.NEWOBJ_EX])],
  [
    'BUILD',
    (module, name, argument) =>
      Buffer.concat([
        p.global('argparse', 'Namespace'),
        p.EMPTY_TUPLE,
        p.NEWOBJ,
        p.entry('__setstate__', p.global(module, name)),
        p.BUILD,
        argument,
        p.BUILD,
      ]),
  ],
  [
    'getattr',
    (module, name, argument) =>
      Buffer.concat([
        p.global('builtins', 'getattr'),
        p.tuple(p.global('torch', module), p.binunicode(name)),
        p.REDUCE,
        p.tuple(argument),
        p.REDUCE,
      ]),
  ],
  [
    'a tensor of a subclass',
    (module, name, argument) =>
      Buffer.concat([
        p.global('torch._tensor', '_rebuild_from_type_v2'),
        p.tuple(p.global(module, name), p.NONE, p.tuple(argument), p.NONE),
        p.REDUCE,
      ]),
  ],
  [
    'copyreg._reconstructor',
    (module, name, argument) =>
      Buffer.concat([
        p.global('copyreg', '_reconstructor'),
        p.tuple(p.global(module, name), p.global('builtins', 'object'), argument),
        p.REDUCE,
      ]),
  ],
]);

/** Where in a file the call stands. */
const PLACES = new Map<string, (call: Buffer) => (old: Buffer) => Buffer>([
  ['as all of it', (call) => () => p.pickle(call)],
  ['in hyper_parameters', (call) => () => p.pickle(p.entry('hyper_parameters', p.entry('x', call)))],
  ['as a persistent id', (call) => () => p.pickle(p.tuple(p.binunicode('storage'), call), p.BINPERSID)],
  // Run first and forgotten: the rest of the file is good.
  ['before the rest', (call) => (old) => Buffer.concat([old.subarray(0, 2), call, Buffer.from('0'), old.subarray(2)])],
]);

function forged(call: Call, random: RandomStream, canary: string): Buffer {
  const [module, name] = pick(random, FUNCTIONS);
  return call(module, name, p.binunicode(`touch ${canary}`));
}

/** Pickles that ask for a program to be run, in every way there is. */
export const forgedCalls: readonly Mutation[] = [...CALLS].map(([kind, call]) => ({
  kind: `a call by ${kind}`,
  suits: ({ format }) => format === 'zip',
  allowed: () => 'nothing',
  make: (sample, random, canary) =>
    withPickle(sample, pick(random, [...PLACES.values()])(forged(call, random, canary))),
}));
