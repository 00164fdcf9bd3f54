import {
  architectureNamed,
  buildNetwork,
  networkFamilies,
  normKinds,
  type ArchitectureChoices,
  type ParameterSpec,
} from '@bcos-bench/models';
import type { Architecture } from '@bcos-bench/formats';
import { lengthMultiple } from './lengthMultiple.js';
import { mismatchOf, sizeOfMismatch, type Mismatch, type Shapes } from './mismatch.js';

/** What is known of an architecture beforehand; what is absent is left to the arrays. */
export interface KnownArchitecture extends ArchitectureChoices {
  readonly name?: string;
  readonly classes?: number;
}

/** An architecture, and how a file differs from it. */
interface ArchitectureFit {
  readonly architecture: Architecture;
  readonly classes: number;
  readonly mismatch: Mismatch;
  /** How many arrays such a network has. */
  readonly needed: number;
}

/** The architecture whose arrays are most like a file's. */
export interface ArchitectureGuess extends ArchitectureFit {
  /** Other norms whose arrays have the same names and shapes. */
  readonly otherNorms: readonly string[];
  /** Other architectures whose arrays have the same names and shapes; none where the name is known. */
  readonly otherNames: readonly string[];
}

/** What stands in for a number of classes that the arrays do not show. */
const USUAL_CLASSES = 10;

/**
 * Guesses an architecture from the names and shapes of a file's arrays: first the network from its kernels and matrices, then
 * the norm between them. The exponent b is not in the arrays.
 * @throws UsageFault where what is known cannot be of such a network
 */
export function guessArchitecture(shapes: Shapes, known: KnownArchitecture): ArchitectureGuess {
  const kernels = new Map([...shapes].filter(([, shape]) => shape.length > 1));
  const fits = nearestNetworks(kernels, known).flatMap(({ architecture: { name, maxOut }, classes }) =>
    normsToTry(name, known).map((norm) => fit(architectureNamed(name, { maxOut, norm }), classes, shapes)),
  );
  const best = nearest(fits);
  const { name } = best.architecture;
  const alike = allNearest(fits).filter((other) => other !== best);
  return {
    ...best,
    architecture: architectureNamed(name, { ...best.architecture, ...chosen(known) }),
    otherNorms: alike.filter((other) => other.architecture.name === name).map((other) => other.architecture.norm),
    otherNames: [...new Set(alike.map((other) => other.architecture.name))].filter((other) => other !== name),
  };
}

/**
 * The networks whose kernels fit best. Flags that only B-cos networks take leave out the others, unless the kernels are those of another.
 */
function nearestNetworks(kernels: Shapes, known: KnownArchitecture): readonly ArchitectureFit[] {
  const nearestOf = (names: readonly string[]): readonly ArchitectureFit[] =>
    allNearest(namesakes(kernels, known, names).map((name) => kernelFit(name, kernels, known)));
  const all = [...networkFamilies.keys()];
  const found = nearestOf(all);
  const saysBcos = known.b !== undefined || known.maxOut !== undefined || (known.norm ?? 'none') !== 'none';
  if (known.name !== undefined || !saysBcos || found.some(({ mismatch }) => sizeOfMismatch(mismatch) === 0))
    return found;
  return nearestOf(all.filter((name) => networkFamilies.get(name)?.bcos === true));
}

/** The networks, of those of `names`, whose kernels have most of the names of the file's. */
function namesakes(kernels: Shapes, { name: asked }: KnownArchitecture, names: readonly string[]): readonly string[] {
  if (asked !== undefined) return [asked];
  const distances = names.map((name): [string, number] => {
    const { missing, unexpected } = mismatchOf(kernelsOf(architectureNamed(name, {}), USUAL_CLASSES), kernels);
    return [name, missing.length + unexpected.length];
  });
  const least = Math.min(...distances.map(([, distance]) => distance));
  return distances.filter(([, distance]) => distance === least).map(([name]) => name);
}

/** How well the kernels fit a network of this name with the MaxOut and the classes that they show. */
function kernelFit(name: string, kernels: Shapes, known: KnownArchitecture): ArchitectureFit {
  const kernelsFor = (maxOut: number, classes: number): readonly ParameterSpec[] =>
    kernelsOf(architectureNamed(name, { maxOut }), classes);
  const shownMaxOut =
    networkFamilies.get(name)?.bcos === true
      ? lengthMultiple(kernelsFor(1, USUAL_CLASSES), kernelsFor(2, USUAL_CLASSES), kernels)
      : null;
  const maxOut = known.maxOut ?? shownMaxOut ?? 1;
  const shownClasses = lengthMultiple(kernelsFor(maxOut, 2), kernelsFor(maxOut, 3), kernels) ?? 0;
  const classes = known.classes ?? (shownClasses >= 2 ? shownClasses : USUAL_CLASSES);
  return {
    architecture: architectureNamed(name, { maxOut }),
    classes,
    mismatch: mismatchOf(kernelsFor(maxOut, classes), kernels),
    needed: kernelsFor(maxOut, classes).length,
  };
}

function fit(architecture: Architecture, classes: number, shapes: Shapes): ArchitectureFit {
  const { parameters } = buildNetwork(architecture, classes, null);
  return { architecture, classes, mismatch: mismatchOf(parameters, shapes), needed: parameters.length };
}

function kernelsOf(architecture: Architecture, classes: number): readonly ParameterSpec[] {
  return buildNetwork(architecture, classes, null).parameters.filter(({ shape }) => shape.length > 1);
}

/** The norms that a network may have, the likelier first: none, its family's, those that do not centre, the others. */
function normsToTry(name: string, { norm }: KnownArchitecture): readonly string[] {
  const family = networkFamilies.get(name);
  if (family?.bcos !== true) return [norm ?? 'none'];
  if (norm !== undefined) return [norm];
  const uncentred = [...normKinds.keys()].filter((kind) => /^..u/.test(kind));
  return family.norms ?? [...new Set(['none', family.norm, ...uncentred, ...normKinds.keys()])];
}

function nearest(fits: readonly ArchitectureFit[]): ArchitectureFit {
  const [first, ...others] = fits;
  if (first === undefined) throw new RangeError('no architecture to choose from');
  return others.reduce(
    (best, other) => (sizeOfMismatch(other.mismatch) < sizeOfMismatch(best.mismatch) ? other : best),
    first,
  );
}

/** All that fit as well as the nearest, in their order. */
function allNearest(fits: readonly ArchitectureFit[]): readonly ArchitectureFit[] {
  const least = sizeOfMismatch(nearest(fits).mismatch);
  return fits.filter(({ mismatch }) => sizeOfMismatch(mismatch) === least);
}

/** The choices among what is known that are not left to the arrays. */
function chosen({ b, maxOut, norm }: KnownArchitecture): ArchitectureChoices {
  return {
    ...(b === undefined ? {} : { b }),
    ...(maxOut === undefined ? {} : { maxOut }),
    ...(norm === undefined ? {} : { norm }),
  };
}
