import { quoted } from '../damage.js';

/** A kind of file that is sometimes taken for weights, and cannot be read here. */
interface OtherFormat {
  /** Whether a file is of this kind, by its first bytes: 512 of them, or all there are. */
  readonly recognises: (head: Buffer) => boolean;
  /** What it is: the line says that the file `is` this. */
  readonly what: (head: Buffer) => string;
  readonly remedy: string;
}

const SAVED = 'give a file that torch.save or safetensors wrote';

const begins =
  (...bytes: readonly number[]): OtherFormat['recognises'] =>
  (head) =>
    bytes.every((byte, i) => head[i] === byte);

const text = (head: Buffer): string => head.toString('utf8').replace(/^\ufeff/, '');

const packed = (name: string, tool: string, recognises: OtherFormat['recognises']): OtherFormat => ({
  recognises,
  what: () => `is compressed by ${name}`,
  remedy: `unpack it first (${tool})`,
});

/** Every such kind, in the order in which they are tried. */
const others: readonly OtherFormat[] = [
  { recognises: (head) => head.length === 0, what: () => 'is empty', remedy: 'get the file again' },
  {
    recognises: (head) => text(head).startsWith('version https://git-lfs.github.com/spec/'),
    what: (head) => {
      const [, bytes] = /^size (\d{1,15})$/m.exec(text(head)) ?? [];
      return `is a Git LFS pointer, not the file of ${bytes ?? 'many'} bytes that it stands for`;
    },
    remedy: "run 'git lfs pull' in its repository, or download the file itself",
  },
  {
    recognises: (head) => /^\s*<(!doctype html|html|head|\?xml)/i.test(text(head)),
    what: (head) => {
      const [, title] = /<title>([^<]*)/i.exec(text(head)) ?? [];
      return `is a web page${title === undefined ? '' : ` (${quoted(title.trim())})`}, not a file of weights`;
    },
    remedy: 'the download asked for a login or a confirmation: download the file itself',
  },
  {
    recognises: (head) => text(head).trimStart().startsWith('{') && text(head).includes('"weight_map"'),
    what: () => 'is the index of a sharded checkpoint: it names the files that hold the arrays',
    remedy: 'load all of its parts in PyTorch and save them in one file',
  },
  {
    recognises: (head) => /^\s*[{[]/.test(text(head)) && isText(head),
    what: () => 'is a file of JSON, which holds no weights',
    remedy: SAVED,
  },
  {
    recognises: begins(0xef, 0xbb, 0xbf),
    what: () => 'begins with a byte order mark, as a text editor puts before what it saves',
    remedy: 'get the file again',
  },
  packed('gzip', 'gunzip, or tar -xzf', begins(0x1f, 0x8b)),
  packed('bzip2', 'bunzip2, or tar -xjf', (head) => head.subarray(0, 3).toString('latin1') === 'BZh'),
  packed('xz', 'unxz, or tar -xJf', begins(0xfd, 0x37, 0x7a, 0x58, 0x5a)),
  packed('Zstandard', 'unzstd', begins(0x28, 0xb5, 0x2f, 0xfd)),
  packed('7-Zip', '7z x', begins(0x37, 0x7a, 0xbc, 0xaf)),
  packed('RAR', 'unrar x', begins(0x52, 0x61, 0x72, 0x21)),
  {
    recognises: begins(0x89, 0x48, 0x44, 0x46),
    what: () => 'is an HDF5 file, as Keras writes them',
    remedy: SAVED,
  },
  {
    recognises: begins(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59),
    what: () => 'is an array of NumPy',
    remedy: 'save the state dict of the network with torch.save',
  },
  {
    recognises: begins(0x47, 0x47, 0x55, 0x46),
    what: () => 'is a GGUF file of a language model',
    remedy: SAVED,
  },
  {
    // ir_version and producer_name of a ModelProto.
    recognises: (head) => head[0] === 0x08 && (head[1] ?? 0xff) < 0x40 && head[2] === 0x12,
    what: () => 'is a model in the ONNX format, a graph and not a state dict',
    remedy: 'give the PyTorch file that it was exported from',
  },
  {
    recognises: (head) => head.subarray(257, 262).toString('latin1') === 'ustar',
    what: () => 'is a tar file, as PyTorch before 0.1.10 and archives are',
    remedy: 'unpack it, or save it again with a newer PyTorch',
  },
  {
    recognises: isText,
    what: (head) => `is a text file that begins with ${quoted(text(head).slice(0, 40).trim())}`,
    remedy: SAVED,
  },
];

/** Whether bytes are text: no control characters but white space. */
function isText(head: Buffer): boolean {
  return head.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d));
}

/** What a file is that is none of PyTorch or safetensors, by its first bytes, and what to do. */
export function otherFormat(head: Buffer): { readonly what: string; readonly remedy: string } {
  const found = others.find(({ recognises }) => recognises(head));
  return found === undefined
    ? { what: 'is no PyTorch and no safetensors file', remedy: SAVED }
    : { what: found.what(head), remedy: found.remedy };
}
