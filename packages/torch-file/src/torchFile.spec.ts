import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '@bcos-bench/vocabulary';
import { readSafetensors } from '@bcos-bench/formats';
import { afterAll, describe, expect, it } from 'vitest';
import { asDict, asTensor, type PickleValue, type TensorReference } from './pickle/value.js';
import { tensorsIn } from './pickle/valueTree.js';
import { openTorchFile } from './torchFile.js';

const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'torch-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What PyTorch reads of each fixture, by file and path (bench/peers/torch_file_fixtures.py). */
const expected = readSafetensors(fixture('expected.safetensors'), 'see bench/peers/README.md');
const files = [...new Set([...expected.keys()].map((key) => key.slice(0, key.indexOf(':'))))];

function tensorAt(root: PickleValue, path: string): TensorReference {
  const found = path.split('/').reduce<PickleValue | undefined>((value, key) => {
    const entries = asDict(value)?.entries;
    return entries?.get(key) ?? entries?.get(Number(key));
  }, root);
  const tensor = asTensor(found);
  if (tensor === null) throw new Error(`no tensor at ${path}`);
  return tensor;
}

describe('openTorchFile', () => {
  it('is tested with every fixture', () => {
    expect(files).toHaveLength(15);
    expect(expected.size).toBeGreaterThan(130);
  });

  it.each(files)('reads every tensor of %s as PyTorch does', async (name) => {
    const file = await openTorchFile(fixture(name));
    for (const [key, { shape, data }] of expected) {
      if (!key.startsWith(`${name}:`)) continue;
      const tensor = tensorAt(file.root, key.slice(name.length + 1));
      expect(tensor.shape, key).toEqual(shape);
      expect(file.readTensor(tensor), key).toEqual(data);
    }
    file.close();
  });

  it.each([
    ['zip.pt', 'zip'],
    ['legacy.pt', 'legacy'],
    ['dtypes.safetensors', 'safetensors'],
  ])('tells that %s is of the %s format', async (name, format) => {
    const file = await openTorchFile(fixture(name));
    expect(file.format).toBe(format);
    file.close();
  });

  it('knows that views share a storage', async () => {
    const file = await openTorchFile(fixture('views.pt'));
    const whole = tensorAt(file.root, 'whole');
    expect(tensorAt(file.root, 'transposed')).toMatchObject({ shape: [6, 4], strides: [1, 6], storage: whole.storage });
    expect(tensorAt(file.root, 'slice')).toMatchObject({ shape: [2, 3], strides: [6, 2], offset: 6 });
    expect(tensorAt(file.root, 'expanded').strides).toEqual([1, 0]);
    file.close();
  });

  it('keeps the order of a state dict, its optimiser and what else a Lightning checkpoint holds', async () => {
    const file = await openTorchFile(fixture('lightning.ckpt'));
    const root = asDict(file.root)?.entries;
    expect([...(asDict(root?.get('state_dict'))?.entries.keys() ?? [])].slice(0, 3)).toEqual([
      'model.conv.weight',
      'model.norm.weight',
      'model.norm.bias',
    ]);
    expect(Object.fromEntries(asDict(root?.get('hyper_parameters'))?.entries ?? [])).toEqual({
      name: 'block',
      where: { kind: 'opaque', name: 'pathlib.PurePosixPath' },
      width: 3,
    });
    expect(tensorsIn(root?.get('optimizer_states') ?? null)).toHaveLength(15);
    file.close();
  });

  it('keeps a function that dill pickled as nothing but its name', async () => {
    const file = await openTorchFile(fixture('robustness.pt'));
    const root = asDict(file.root)?.entries;
    expect(root?.get('note')).toEqual({ kind: 'opaque', name: 'dill._dill._create_function' });
    expect(root?.get('epoch')).toBe(150);
    file.close();
  });

  it('is opaque where a module was saved and not its state', async () => {
    const file = await openTorchFile(fixture('module.pt'));
    expect(file.root).toEqual({ kind: 'opaque', name: '__main__.Block' });
    file.close();
  });

  it('does not read what it is not asked for: damage in the optimiser goes unseen', async () => {
    const bytes = readFileSync(fixture('lightning.ckpt'));
    const whole = await openTorchFile(fixture('lightning.ckpt'));
    const [weight, moment] = ['state_dict/model.fc.weight', 'optimizer_states'].map((key) =>
      key === 'optimizer_states'
        ? tensorsIn(asDict(whole.root)?.entries.get(key) ?? null).find(({ shape }) => shape.length === 4)
        : tensorAt(whole.root, key),
    );
    if (weight === undefined || moment === undefined) throw new Error('no such tensors');
    const numbers = Buffer.from(whole.readTensor(moment).buffer);
    whole.close();
    const at = bytes.indexOf(numbers);
    const path = join(folder, 'damaged.ckpt');
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    writeFileSync(path, bytes);
    const file = await openTorchFile(path);
    expect(file.readTensor(weight)).toEqual(expected.get('lightning.ckpt:state_dict/model.fc.weight')?.data);
    expect(() => file.readTensor(moment)).toThrow(
      `is damaged: the checksum of storage '${moment.storage.key}' is another`,
    );
    file.close();
  });

  it.each([
    ['torchscript.pt', 'is a TorchScript program, which holds code; save its state_dict() with torch.save'],
    ['expected.pt', 'expected.pt: is not there; give the path of a file'],
    ['.', 'is a folder, not a regular file; give the path of a file'],
  ])('refuses %s', async (name, what) => {
    await expect(openTorchFile(fixture(name))).rejects.toThrow(Fault);
    await expect(openTorchFile(fixture(name))).rejects.toThrow(what);
  });

  it.each<[string, string]>([
    ['', 'is empty; get the file again'],
    ['\x01\x02\x03', 'is neither a PyTorch nor a safetensors file; give a file that torch.save or safetensors wrote'],
    ['hello', "is a text file that begins with 'hello'"],
    [`${'\0'.repeat(257)}ustar`, 'is a tar file'],
    [
      'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1120347\n',
      "is a Git LFS pointer, not the file of 1120347 bytes that it stands for; run 'git lfs pull'",
    ],
    ['<!DOCTYPE html><html><head><title>Sign in</title>', "is a web page ('Sign in'), not a file of weights"],
    ['{"metadata": {}, "weight_map": {"a": "b"}}', 'is the index of a sharded checkpoint'],
    ['{"a": 1}', 'is a file of JSON'],
    ['\xef\xbb\xbf\x10\0\0\0\0\0\0\0{}', 'begins with a byte order mark'],
    ['\x1f\x8b\x08\0', 'is compressed by gzip; unpack it first (gunzip'],
    ['\x89HDF\r\n', 'is an HDF5 file'],
    ['ARROW1\0\0', 'is an Arrow file; give a file that torch.save'],
    ['PAR1\x15\x04', 'is a Parquet file; give a file that torch.save'],
    ['\x93NUMPY', 'is an array of NumPy'],
    ['\x08\x07\x12\x07pytorch', 'is a model in the ONNX format'],
    ['\x80\x02K\x01.', 'is a pickle, but not one of torch.save'],
    ['PK\x03\x04', 'is cut: the directory at the end of the zip file is missing'],
  ])('refuses a file of other content: %#', async (content, what) => {
    const path = join(folder, 'other.pt');
    writeFileSync(path, content, 'latin1');
    await expect(openTorchFile(path)).rejects.toThrow(what);
  });

  it('refuses a file that becomes shorter while it is read', async () => {
    const path = join(folder, 'shrinking.pt');
    writeFileSync(path, readFileSync(fixture('legacy.pt')));
    const file = await openTorchFile(path);
    truncateSync(path, 500);
    const last = tensorsIn(file.root).at(-1);
    if (last === undefined) throw new Error('no tensors');
    expect(() => file.readTensor(last)).toThrow('became shorter while it was read');
    file.close();
  });
});
