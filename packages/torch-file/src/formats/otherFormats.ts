import { beginsAs, fileSignatures, type FileKind } from '@bcos-bench/vocabulary';
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

const text = (head: Buffer): string => head.toString('utf8').replace(/^\ufeff/, '');

/** A kind of file that its first bytes tell, with the words of the registry. */
const signed = (kind: FileKind, remedy = SAVED): OtherFormat => ({
  recognises: (head) => beginsAs(kind, head),
  what: () => fileSignatures[kind].what,
  remedy,
});

const packed = (kind: FileKind, tool: string): OtherFormat => signed(kind, `unpack it first (${tool})`);

/** Every such kind, in the order in which they are tried. */
const others: readonly OtherFormat[] = [
  { recognises: (head) => head.length === 0, what: () => 'is empty', remedy: 'get the file again' },
  {
    recognises: (head) => beginsAs('git-lfs', head),
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
  signed('byte order mark', 'get the file again'),
  packed('gzip', 'gunzip, or tar -xzf'),
  packed('bzip2', 'bunzip2, or tar -xjf'),
  packed('xz', 'unxz, or tar -xJf'),
  packed('zstd', 'unzstd'),
  packed('7z', '7z x'),
  packed('rar', 'unrar x'),
  signed('hdf5'),
  signed('numpy', 'save the state dict of the network with torch.save'),
  signed('gguf'),
  signed('arrow'),
  signed('parquet'),
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
    ? { what: 'is neither a PyTorch nor a safetensors file', remedy: SAVED }
    : { what: found.what(head), remedy: found.remedy };
}
