import type { Options } from 'yargs';
import {
  DATA_NORMALISER,
  normaliserNames,
  UsageFault,
  usualNormaliser,
  type Normalisation,
  type NormalisationOrigin,
} from '@bcos-bench/vocabulary';
import { describeConstants, readDataset } from '@bcos-bench/formats';
import { parseNumbers, requireOfUnitRange } from './normaliserNumbers.js';

/** Words of a flag that takes several, as one text. */
const joined = (words: readonly string[]): string => words.join(' ');

/** The flags of `bcos-import` that say which normaliser a network has. */
export const normaliserFlags = {
  normalise: {
    choices: normaliserNames,
    requiresArg: true,
    describe: 'normaliser of an RGB network whose file holds none; data: the means and deviations of --data',
  },
  mean: {
    type: 'string',
    array: true,
    coerce: joined,
    requiresArg: true,
    describe: 'its means in [0,1], a number for each channel: 0.4914 0.4822 0.4465 or 125.3/255,123/255,113.9/255',
  },
  std: {
    type: 'string',
    array: true,
    coerce: joined,
    requiresArg: true,
    describe: 'its deviations in [0,1], a number for each channel',
  },
  'input-range': {
    choices: [1, 255],
    type: 'number',
    requiresArg: true,
    describe:
      'largest number of an image that the network takes, of --mean and --std too: 255 of bytes; 1 unless given',
  },
  data: {
    type: 'string',
    requiresArg: true,
    describe: 'folder that bcos-data made, for --normalise data',
  },
} as const satisfies Record<string, Options>;

/** The values of these flags; undefined where they are not given. */
export interface NormaliserFlags {
  readonly normalise: string | undefined;
  readonly mean: string | undefined;
  readonly std: string | undefined;
  readonly data: string | undefined;
  readonly inputRange?: number | undefined;
}

/** A normaliser that flags ask for. */
export interface AskedNormaliser {
  readonly constants: Normalisation;
  readonly origin: NormalisationOrigin;
  /** The flag that asks, for errors. */
  readonly flag: string;
}

/**
 * The normaliser that the flags ask for; null where they ask for none.
 * @throws UsageFault where they contradict each other or a value cannot be
 * @throws Fault where the data set of `--data` cannot be read
 */
export function askedNormaliser({
  normalise,
  mean,
  std,
  data,
  inputRange = 1,
}: NormaliserFlags): AskedNormaliser | null {
  if (data !== undefined && normalise !== DATA_NORMALISER) {
    const remedy = `say --normalise ${DATA_NORMALISER}, or leave this flag out`;
    throw new UsageFault({ what: 'is read for its means and deviations alone', where: '--data', remedy });
  }
  const largest = requireRange(inputRange, normalise);
  if (mean !== undefined || std !== undefined) return askedNumbers(mean, std, normalise, largest);
  if (largest !== 1) return ofBytes(largest);
  if (normalise === undefined) return null;
  const flag = '--normalise';
  if (normalise === DATA_NORMALISER) return askedOfData(data, flag);
  const usual = usualNormaliser(normalise);
  if (usual === null) throw new RangeError(`no normaliser is named ${normalise}`);
  return { constants: usual.constants, origin: { from: 'flag', detail: `--normalise ${normalise}` }, flag };
}

/** The largest number of an image. @throws UsageFault where a normaliser that is for images in [0,1] is asked for besides */
function requireRange(largest: number, normalise: string | undefined): number {
  if (largest === 1 || normalise === undefined || normalise === 'none') return largest;
  const remedy = 'leave one of them out, or give --mean and --std of images in that range';
  throw new UsageFault({ what: `${normalise} is for images in [0,1]`, where: '--input-range', remedy });
}

/** Of a network that takes images in [0,255] as they are. */
function ofBytes(largest: number): AskedNormaliser {
  const constants = { mean: [0, 0, 0], std: [1 / largest, 1 / largest, 1 / largest] };
  return {
    constants,
    origin: { from: 'flag', detail: `--input-range ${largest}` },
    flag: '--input-range',
  };
}

function askedNumbers(
  mean: string | undefined,
  std: string | undefined,
  normalise: string | undefined,
  largest: number,
): AskedNormaliser {
  if (normalise !== undefined) {
    const remedy = 'give one of them';
    throw new UsageFault({
      what: 'gives a normaliser, and --mean and --std give one too',
      where: '--normalise',
      remedy,
    });
  }
  if (mean === undefined || std === undefined) {
    const [given, absent] = mean === undefined ? ['--std', '--mean'] : ['--mean', '--std'];
    throw new UsageFault({ what: `needs ${absent}`, where: given, remedy: `give ${absent} too` });
  }
  const inRange = (value: number): number => value / largest;
  const constants = { mean: parseNumbers(mean, '--mean').map(inRange), std: parseNumbers(std, '--std').map(inRange) };
  requireOfUnitRange(constants.mean, constants.std);
  return {
    constants,
    origin: { from: 'flag', detail: largest === 1 ? '--mean --std' : `--mean --std --input-range ${largest}` },
    flag: '--mean',
  };
}

function askedOfData(folder: string | undefined, flag: string): AskedNormaliser {
  if (folder === undefined) {
    const remedy = 'name a folder that bcos-data made with --data';
    throw new UsageFault({ what: `${DATA_NORMALISER} is that of a data set, and none is given`, where: flag, remedy });
  }
  const { name, channelMean, channelStd } = readDataset(folder);
  requireOfUnitRange(channelMean, channelStd);
  return { constants: { mean: channelMean, std: channelStd }, origin: { from: 'data', detail: name }, flag };
}

/** The flags that say which normaliser a network has, with the constants of each. */
export function usualFlags(): string {
  const named = normaliserNames.map((name) => {
    const constants = usualNormaliser(name)?.constants;
    if (name === DATA_NORMALISER) return `${name} (of --data DIR)`;
    return constants === undefined || constants === null
      ? `${name} (images in [0,1] as they are)`
      : `${name} (${describeConstants(constants)})`;
  });
  return `--normalise ${named.join(', ')}, or --mean R G B --std R G B`;
}
