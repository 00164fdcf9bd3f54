import { basename } from 'node:path';
import { Fault } from '@bcos-bench/vocabulary';
import type { TorchFile } from '@bcos-bench/torch-file';
import { guessArchitecture, type ArchitectureGuess, type KnownArchitecture } from './architectureGuess.js';
import { averagedContainers } from './averagedContainers.js';
import { entriesOf } from './keyPath.js';
import { describeMismatch, sizeOfMismatch } from './mismatch.js';
import { nameSign } from './nameSigns.js';
import { findNetworkArrays, type NetworkArrays } from './networkArrays.js';
import { valueInWords } from './oddArray.js';
import { namedOtherwise } from './requireArrays.js';
import { exportLine } from './onnx/exportLine.js';
import { shortList } from './shortList.js';
import { arrayDict } from './stateDict.js';

/** A file whose arrays are of no network that was looked for. */
export interface Misfit {
  readonly file: TorchFile;
  readonly arrays: NetworkArrays;
  readonly guess: ArchitectureGuess;
  /** What flags say of the architecture. */
  readonly known: KnownArchitecture;
}

/** What is odd about a file, and what to do. */
interface Finding {
  readonly what: string;
  readonly remedy: string;
}

/** What may be odd, in the order in which it is looked for; each gives null where it is not so. */
const searches: readonly ((misfit: Misfit) => Finding | null)[] = [
  shard,
  otherValues,
  ({ arrays }) => nameSign([...arrays.weights.keys()]),
  otherPrefix,
  otherKey,
  foreignNames,
];

/** Why a file is of no network: the first oddity that is found, or else which arrays do not fit. */
export function misfitFault(misfit: Misfit): Fault {
  for (const search of searches) {
    const finding = search(misfit);
    if (finding !== null) return new Fault({ ...finding, where: misfit.file.path });
  }
  const { architecture, mismatch } = misfit.guess;
  const { name, norm, maxOut } = architecture;
  return new Fault({
    what: `is not of ${name} (norm ${norm}, max-out ${maxOut}), the nearest that was looked for: ${describeMismatch(mismatch)}`,
    where: misfit.file.path,
    remedy: `give the architecture that the weights were trained with (--arch, --norm, --max-out, --classes), or ${exportLine}`,
  });
}

const SHARD = /^(.*)-0*(\d+)-of-0*(\d+)\.(safetensors|bin|pt|pth)$/;

function shard({ file }: Misfit): Finding | null {
  const [, name, number, count, ending] = SHARD.exec(basename(file.path)) ?? [];
  if (name === undefined || number === undefined || count === undefined || count === '1') return null;
  return {
    what: `is part ${number} of ${count} of a sharded checkpoint, and the network's arrays are spread over all parts`,
    remedy: `load all of ${name}-*-of-*.${ending} in PyTorch and save them in one file`,
  };
}

function otherValues({ arrays: { container, unwrapped }, guess: { mismatch } }: Misfit): Finding | null {
  const found = namedOtherwise(mismatch.missing, container, unwrapped);
  const [first] = found;
  if (first === undefined) return null;
  const others = found.length === 1 ? '' : `, and so are ${found.length - 1} others`;
  return {
    what: `${first.name} is ${valueInWords(first.value)}, not a tensor${others}`,
    remedy: 'save the weights as tensors: torch.save(model.state_dict(), FILE)',
  };
}

/** The most prefixes and keys that are tried. */
const MOST = 24;

/** Prefixes of names that are not usual and under which the arrays are of a network. */
function otherPrefix({ file, arrays: { container }, known }: Misfit): Finding | null {
  const prefixes = new Set(
    [...container.arrays.keys()].flatMap((name) => {
      const words = name.split('.');
      return [1, 2, 3]
        .filter((count) => count < words.length - 1)
        .map((count) => `${words.slice(0, count).join('.')}.`);
    }),
  );
  const key = container.key ?? undefined;
  const fits = [...prefixes].slice(0, MOST).flatMap((prefix) => {
    const name = networkIn(file, known, { key, prefix });
    return name === null ? [] : [{ prefix, name }];
  });
  const [first] = fits;
  if (first === undefined) return null;
  const under = fits.map(({ prefix, name }) => `under ${prefix} of ${name}`).join(', ');
  return {
    what: `its arrays ${under}`.replace('its arrays under', 'holds arrays under'),
    remedy: `say which: ${fits.map(({ prefix }) => `--prefix ${prefix}`).join(' or ')}`,
  };
}

/** Keys that are not usual and under which the arrays are of a network. */
function otherKey({ file, arrays: { container }, known }: Misfit): Finding | null {
  const averages = averagedContainers(file.root).map(({ key }) => key);
  const keys = entriesOf(file.root)
    .filter(([key, value]) => key !== container.key && !averages.includes(key) && arrayDict(value) !== null)
    .map(([key]) => key);
  const fits = keys.slice(0, MOST).flatMap((key) => {
    const name = networkIn(file, known, { key });
    return name === null ? [] : [{ key, name }];
  });
  if (fits.length === 0) return null;
  return {
    what: `holds arrays ${fits.map(({ key, name }) => `under the key ${key} of ${name}`).join(', ')}`,
    remedy: `say which: ${fits.map(({ key }) => `--key ${key}`).join(' or ')}`,
  };
}

/** The network whose arrays a file has at a place; null where it has none there. */
function networkIn(
  file: TorchFile,
  known: KnownArchitecture,
  place: { key?: string | undefined; prefix?: string },
): string | null {
  try {
    const { weights } = findNetworkArrays(file, { choice: 'trained', ...place });
    const guess = guessArchitecture(new Map([...weights].map(([name, { shape }]) => [name, shape])), known);
    return sizeOfMismatch(guess.mismatch) === 0 ? guess.architecture.name : null;
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}

function foreignNames({ arrays: { weights }, guess: { mismatch, needed } }: Misfit): Finding | null {
  if (mismatch.missing.length < needed) return null;
  const names = [...weights.keys()];
  return {
    what: `is of no network that is known here: none of its ${names.length} arrays (${shortList(names.slice(0, 3))}${names.length > 3 ? ', …' : ''}) has a name of one`,
    remedy: `${exportLine}; where it is in the file under other names, --prefix or --key gives its place, and bcos-import --help lists the architectures`,
  };
}
