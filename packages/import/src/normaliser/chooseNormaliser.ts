import { describeConstants, type Model } from '@bcos-bench/formats';
import {
  HOLDS_NO_NORMALISER,
  at,
  Fault,
  UsageFault,
  type Normalisation,
  type NormalisationOrigin,
} from '@bcos-bench/vocabulary';
import { unlessIdentity } from './normaliserConstants.js';
import { usualFlags, type AskedNormaliser } from './normaliserFlags.js';
import type { FileStatement, StatedNormaliser } from './statedNormaliser.js';

/** A network's normaliser, and who says so. */
export interface ChosenNormaliser {
  readonly constants: Normalisation;
  readonly origin: NormalisationOrigin;
}

/** What decides a network's normaliser. */
export interface NormaliserEvidence {
  readonly architecture: string;
  readonly encoding: Model['encoding'];
  /** What the flags ask for; null where they are silent. */
  readonly asked: AskedNormaliser | null;
  readonly file: FileStatement;
  /** Arrays that may be a normaliser and stand where none of the network's does, with their numbers. */
  readonly suspects: readonly string[];
  /** The file, for errors. */
  readonly where: string;
}

/** How far a number of a flag, written with four digits, may lie from the file's. */
const ROUNDING = 1e-4;

/**
 * The normaliser of an imported network: the file's where it holds one, else the one that flags ask for. None is ever assumed.
 * @throws UsageFault where an RGB network's file holds none and no flag says which; where a flag says another than the file; and
 *   where a flag gives one to a B-cos network, which has none
 * @throws Fault where a B-cos network's file holds one that it cannot have
 */
export function chooseNormaliser(evidence: NormaliserEvidence): ChosenNormaliser {
  return evidence.encoding === 'rgb' ? ofRgb(evidence) : ofBcos(evidence);
}

function ofRgb({ architecture, asked, file, suspects, where }: NormaliserEvidence): ChosenNormaliser {
  if (file.kind === 'stated') {
    if (asked !== null) requireSame(asked, file.normaliser, where);
    return stated(file.normaliser);
  }
  if (asked !== null) return { constants: unlessIdentity(asked.constants), origin: asked.origin };
  const found = suspects.length === 0 ? '' : `; ${suspects.join(' and ')} may be it`;
  const held = file.kind === 'unclear' ? file.what : `${HOLDS_NO_NORMALISER}${found}`;
  const what = `${held}, and ${architecture} gives wrong predictions with another than it was trained with`;
  throw new UsageFault({ what, where, remedy: `say which: ${usualFlags()}` });
}

function ofBcos({ architecture, encoding, asked, file, where }: NormaliserEvidence): ChosenNormaliser {
  if (asked !== null && unlessIdentity(asked.constants) !== null) {
    const what = `${architecture} takes images in [0,1] with their inverses (${encoding}) and has no normaliser`;
    throw new UsageFault({ what, where: asked.flag, remedy: 'leave this flag out' });
  }
  if (file.kind === 'unclear') {
    const remedy = 'give the architecture that the weights were trained with';
    throw new Fault({ what: `${file.what}, and ${architecture} takes ${encoding}`, where, remedy });
  }
  if (file.kind === 'stated' && file.normaliser.constants !== null) return stated(file.normaliser);
  return { constants: null, origin: { from: 'architecture', detail: architecture } };
}

function stated({ constants, detail }: StatedNormaliser): ChosenNormaliser {
  return { constants, origin: { from: 'file', detail } };
}

function requireSame({ constants, flag }: AskedNormaliser, file: StatedNormaliser, where: string): void {
  const [asked, held] = [valuesOf(constants), valuesOf(file.constants)];
  if (asked.every((value, i) => Math.abs(value - at(held, i)) <= ROUNDING)) return;
  const what = `${describeConstants(constants)} is not the normaliser that ${where} holds in ${file.detail}: ${describeConstants(file.constants)}`;
  throw new UsageFault({ what, where: flag, remedy: 'leave this flag out' });
}

/** Means and deviations, 0 and 1 where images stay as they are. */
function valuesOf(constants: Normalisation): number[] {
  const { mean, std } = constants ?? { mean: [0, 0, 0], std: [1, 1, 1] };
  return [...mean, ...std];
}
