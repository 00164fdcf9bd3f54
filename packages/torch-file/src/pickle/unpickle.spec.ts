import { fileURLToPath } from 'node:url';
import { Fault } from '@bcos-bench/vocabulary';
import { describe, expect, it } from 'vitest';
import * as p from '../fuzz/pickleBytes.js';
import { rootOf, temporaryFiles, torchZip } from '../testing/pickleFile.fixture.js';
import { asDict, type PickleValue } from './value.js';

const write = temporaryFiles();

/** What a pickle of these bytes in Latin-1 makes. */
function loaded(pickle: string | Buffer): Promise<PickleValue> {
  return rootOf(write('made.pt', torchZip(typeof pickle === 'string' ? Buffer.from(pickle, 'latin1') : pickle)));
}

const list = (...items: PickleValue[]): PickleValue => ({ kind: 'list', items });
const opaque = (name: string): PickleValue => ({ kind: 'opaque', name });

describe('unpickle', () => {
  // Each of pickle.dumps(..., protocol=0 or 1) of Python 3.11, or of cPickle of Python 2.7.
  it.each([
    [
      "(lp0\nI1\naI01\naI00\naL-5L\naF0.5\naNaVgr\\u00fc\xdf\np1\naS'text'\np2\na.",
      list(1, true, false, -5, 0.5, null, 'grüß', 'text'),
    ],
    [']q\0(K\x01J\xff\xff\xff\xffM\xff\xffG?\xe0\0\0\0\0\0\0e.', list(1, -1, 65535, 0.5)],
    ['(U\x02abT\x02\0\0\0cdl.', list('ab', 'cd')],
    [
      '(dp0\nVa\np1\n(I1\nI2\ntp2\ns.',
      { kind: 'dict', className: 'dict', entries: new Map([['a', { kind: 'tuple', items: [1, 2] }]]) },
    ],
    ['(Va\nI1\nd.', { kind: 'dict', className: 'dict', entries: new Map([['a', 1]]) }],
    ['](1K\x07\x94h\0\x86.', { kind: 'tuple', items: [7, 7] }],
    ['K\x01K\x020.', 1],
    ['\x80\x04\x95\x05\0\0\0\0\0\0\0]\x94.', list()],
    ['\x80\x04\x8f\x94(K\x01K\x02\x90.', { kind: 'set', items: [1, 2] }],
    ['\x80\x04(K\x01\x91\x94.', { kind: 'set', items: [1] }],
    ['\x80\x05\x96\x02\0\0\0\0\0\0\0ab.', { kind: 'bytes', bytes: Uint8Array.of(97, 98) }],
    [
      'ccopy_reg\n_reconstructor\n(cargparse\nNamespace\nc__builtin__\nobject\nNtR(dVlr\nF0.1\nsb.',
      { kind: 'dict', className: 'argparse.Namespace', entries: new Map([['lr', 0.1]]) },
    ],
    [
      '(iargparse\nNamespace\n(dVlr\nF0.1\nsb.',
      { kind: 'dict', className: 'argparse.Namespace', entries: new Map([['lr', 0.1]]) },
    ],
    ['(cpathlib\nPosixPath\nVa\no.', opaque('pathlib.PosixPath')],
  ] as const)('runs %j', async (pickle, value) => {
    expect(await loaded(pickle)).toEqual(value);
  });

  it.each(['', '-protocol3', '-protocol4', '-protocol5'])('reads the oddities of protocol%s', async (protocol) => {
    const path = fileURLToPath(new URL(`../fixtures/oddities${protocol}.pt`, import.meta.url));
    const found = new Map(asDict(await rootOf(path))?.entries);
    expect(found.get('parameter')).toMatchObject({ kind: 'tensor', shape: [3] });
    expect(found.get('noted')).toMatchObject({ kind: 'tensor', shape: [2, 2] });
    found.delete('parameter');
    found.delete('noted');
    const rest: Record<string, PickleValue> = {
      numpy: list(0.1, 0.5, -7, true, 3),
      namespace: {
        kind: 'dict',
        className: 'argparse.Namespace',
        entries: new Map<string, PickleValue>([
          ['lr', 0.1],
          ['arch', 'resnet50'],
          ['sizes', { kind: 'tuple', items: [1, 2] }],
        ]),
      },
      numbers: {
        kind: 'tuple',
        items: [1, -1, 255, 256, 65536, 2 ** 31, -(2 ** 31), 2n ** 63n, -(2n ** 70n), 0.1, true, false, null],
      },
      text: 'größer λ ∎',
      bytes: list({ kind: 'bytes', bytes: Uint8Array.of(0, 255) }, { kind: 'bytes', bytes: Uint8Array.of(97, 98) }),
      set: { kind: 'set', items: [1] },
      default: { kind: 'dict', className: 'collections.defaultdict', entries: new Map([['a', list(1)]]) },
      size: { kind: 'tuple', items: [2, 3] },
      path: opaque('pathlib.PurePosixPath'),
      dtype: opaque('torch.float32'),
      device: opaque('torch.device'),
      array: {
        kind: 'numpy-array',
        type: { kind: 'numpy-type', code: 'i8', bigEndian: false },
        shape: [3],
        bytes: new Uint8Array(BigInt64Array.of(0n, 1n, 2n).buffer),
      },
    };
    expect(found).toEqual(new Map(Object.entries(rest)));
  });

  it('drops what is done with an object that it does not know', async () => {
    expect(await loaded('cx\nY\n)\x81}Va\nK\x01sb(Va\nK\x01u(K\x01e.')).toEqual(opaque('x.Y'));
    expect(await loaded('cx\nY\n)}(Va\nNu\x92.')).toEqual(opaque('x.Y'));
  });

  it('keeps of a bound method, a member of an enum and what touches no file nothing but their names', async () => {
    expect(await loaded('c__builtin__\ngetattr\n(cmine\nBuilder\nVmake\ntR.')).toEqual(opaque('mine.Builder.make'));
    expect(await loaded('c_io\nBytesIO\n)\x81(C\x01aK\0Ntb.')).toEqual(opaque('_io.BytesIO'));
    expect(await loaded('cos\nstat_result\n((K\x01ttR.')).toEqual(opaque('os.stat_result'));
  });

  it.each([
    ['c__builtin__\ngetattr\n(ctorch\nos\nVsystem\ntR.', 'torch.os.system'],
    [
      'c__builtin__\ngetattr\n(c__builtin__\ngetattr\n(cmine\nY\nV__init__\ntRV__globals__\ntR.',
      'mine.Y.__init__.__globals__',
    ],
    ['cmine\nY\n)\x81}V__setstate__\ncmine\nf\nsb.', '__setstate__'],
    ['cmine\nY\n)\x81N}V__setstate__\ncmine\nf\ns\x86b.', '__setstate__'],
  ])('refuses %j as what would run', async (pickle, name) => {
    await expect(loaded(pickle)).rejects.toThrow(`asks for '${name}', which can run programs`);
    await expect(loaded(pickle)).rejects.toThrow('do not open it with torch.load either');
  });

  it('reads what stands beside a value that contains itself', async () => {
    const found = asDict(await loaded('}(Va\nK\x07Vb\n]2au.'))?.entries;
    expect(found).toEqual(
      new Map<string, PickleValue>([
        ['a', 7],
        ['b', opaque('a value too deep to be read')],
      ]),
    );
  });

  it.each([
    ['K\x01', 'is cut: 1 bytes are said to follow'],
    ['.', 'takes more values than it made'],
    ['(.', 'takes more values than it made'],
    ['K\x01(\x85.', 'takes more values than it made'],
    ['t.', 'returns to a mark that it did not set'],
    ['h\x05.', 'recalls value 5, which it did not keep'],
    [
      "cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(I0\ntS'b'\ntR(I1\n(I3\ntcnumpy\ndtype\n(S'u1'\nI0\nI1\ntR(I3\nS'|'\nNNNI-1\nI-1\nI0\ntbI00\nS'ab'\ntb.",
      'holds an array of NumPy of 2 bytes, not 3',
    ],
    ['\x82\x01.', 'holds the pickle opcode 0x82, which no PyTorch file has'],
    ['\x80\x06N.', 'holds a pickle of protocol 6, and 5 is the last'],
    ['K\x01)R.', 'calls what is not a function'],
    ['cx\ny\nK\x01R.', 'calls a function with what is not a tuple'],
    ['cargparse\nNamespace\n)}(Va\nNu\x92.', 'from arguments with names'],
    ['c__builtin__\ngetattr\n)R.', 'looks up an attribute without its name'],
    ['K\x01K\x02a.', 'appends to what is not a list'],
    ['](K\x01u.', 'a key that has no value'],
    [']K\x01K\x02s.', 'sets a key of what is not a dict'],
    ['K\x01}b.', 'gives a number attributes'],
    ['K\x01Q.', 'refers to something outside of the pickle that is not a storage'],
    ['I1x\n.', 'a whole number that is none'],
    ['F\n.', 'a number that is none'],
    ['S"a\'\n.', 'a string without its quotes'],
    ['X\x01\0\0\0\xff.', 'text that is not UTF-8'],
    [']2a.', 'contains itself'],
    [`)${'\x85'.repeat(300)}.`, 'more than 200 deep'],
    // Every tuple is first met directly, so that no path of first meetings is long.
    [`(${Array.from({ length: 250 }, (_, i) => (i === 0 ? ')' : '2\x85')).join('')}l.`, 'more than 200 deep'],
  ])('refuses %j', async (pickle, what) => {
    await expect(loaded(pickle)).rejects.toThrow(Fault);
    await expect(loaded(pickle)).rejects.toThrow(what);
  });

  it('says at which byte of the file the trouble is', async () => {
    // 30 bytes of header and the name of the entry stand before the pickle.
    await expect(loaded('K\x01K\x02K\x03\x82')).rejects.toThrow(/made\.pt, byte 53: holds the pickle opcode 0x82/);
  });

  it('stops at a number of steps, whatever it is fed', async () => {
    await expect(loaded(Buffer.alloc(600_000, ']'))).rejects.toThrow('more than 500000 steps');
  });

  it('keeps text of a file to one short line of its messages', async () => {
    const name = `os\u0001${'x'.repeat(200)}`;
    const call = loaded(p.pickle(p.binunicode('posix'), p.binunicode(name), p.STACK_GLOBAL));
    await expect(call).rejects.toThrow(/^[^\n]{1,400}$/);
    await expect(call).rejects.toThrow("'posix.os\\u0001xxx");
  });
});
