import { damage, quoted } from '../damage.js';
import type { FileBytes } from '../fileBytes.js';
import type { Fault } from '@bcos-bench/vocabulary';

/** Kinds of zip files without a pickle of `torch.save`, by the names of their entries. */
const KINDS: readonly { readonly entry: RegExp; readonly what: string; readonly remedy: string }[] = [
  {
    entry: /\.npy$/,
    what: 'is an archive of NumPy arrays (.npz)',
    remedy: 'save them as tensors: torch.save({k: torch.as_tensor(v) for k, v in arrays.items()}, FILE)',
  },
  {
    entry: /\.(pt|pth|ckpt|safetensors|bin)$/,
    what: 'is a zip file that holds a file of weights',
    remedy: 'unpack it first',
  },
  {
    entry: /(^|\/)(config\.json|model\.weights\.h5)$/,
    what: 'is a zip file as Keras writes them',
    remedy: 'give a file that torch.save wrote',
  },
];

/** What a zip file is that `torch.save` has not written. */
export function otherArchive(names: readonly string[], { path }: FileBytes): Fault {
  for (const { entry, what, remedy } of KINDS) {
    const found = names.find((name) => entry.test(name));
    if (found !== undefined) return damage(path, `${what}: it holds ${quoted(found)}`, { remedy });
  }
  const pickles = names.filter((name) => name.endsWith('/data.pkl')).length;
  const what = `is a zip file, but not one of torch.save: it holds ${pickles} pickles named data.pkl`;
  return damage(path, what, { remedy: 'give a file that torch.save wrote' });
}
