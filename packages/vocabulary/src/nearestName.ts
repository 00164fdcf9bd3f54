import { distance } from 'fastest-levenshtein';

/** Words that other tools and papers have for what has another name here, in their plain form, each with the names here, the likelier first. */
const USUAL_WORDS: Readonly<Record<string, readonly string[]>> = {
  alpha: ['step-size'],
  architecture: ['arch'],
  batchsize: ['batch'],
  bs: ['batch'],
  ckpt: ['checkpoint', 'from'],
  epsilon: ['eps'],
  epsiter: ['step-size'],
  epsstep: ['step-size'],
  examples: ['limit'],
  input: ['data', 'from', 'in'],
  iterations: ['steps'],
  iters: ['steps'],
  learningrate: ['lr'],
  maxeps: ['eps'],
  maxiter: ['steps'],
  method: ['attack'],
  model: ['arch', 'checkpoint', 'network', 'from'],
  modelname: ['arch'],
  nbiter: ['steps'],
  nexamples: ['limit'],
  niter: ['steps'],
  normalisation: ['normalise'],
  normalization: ['normalise'],
  normalize: ['normalise'],
  nrestarts: ['restarts'],
  nsteps: ['steps'],
  numsteps: ['steps'],
  optimizer: ['optimiser'],
  output: ['out'],
  outputdir: ['out'],
  path: ['source', 'from'],
  radius: ['eps'],
  samples: ['limit', 'test'],
  stepsize: ['step-size'],
  threatmodel: ['threat'],
  weights: ['from', 'checkpoint'],
  linfinity: ['linf'],
  linfty: ['linf'],
  aa: ['autoattack'],
  fgm: ['fgsm'],
  mifgsm: ['mi-fgsm'],
};

/** Letters and digits alone, in lower case: `Step_Size` and `step-size` are one name. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** How many letters are wrong in a name; letters in another order are one slip. */
function slips(written: string, name: string): number {
  return sorted(written) === sorted(name) ? 1 : distance(written, name);
}

function sorted(name: string): string {
  return Array.from(name).sort().join('');
}

/** Of a name of this many letters, so many may be wrong: none of `l2`, one of `eps`, two of `steps`. */
function mostWrong(letters: number): number {
  return letters < 3 ? 0 : Math.min(3, Math.ceil(letters / 3));
}

/**
 * The one of `names` that a misspelt one most likely means, or null where none is near: the same letters in another spelling, a usual
 * word of the field, or the fewest letters that are wrong. Of names equally near it is the first.
 */
export function nearestName(written: string, names: readonly string[]): string | null {
  const wanted = plain(written);
  if (wanted === '') return null;
  const same = names.find((name) => plain(name) === wanted);
  if (same !== undefined) return same;
  const usual = Object.hasOwn(USUAL_WORDS, wanted) ? USUAL_WORDS[wanted]?.find((name) => names.includes(name)) : null;
  if (usual !== undefined && usual !== null) return usual;
  let [nearest, fewest]: [string | null, number] = [null, mostWrong(wanted.length) + 1];
  for (const name of names) {
    const wrong = slips(wanted, plain(name));
    if (wrong < fewest) [nearest, fewest] = [name, wrong];
  }
  return nearest;
}

/** What to do about a name that there is not: `did you mean resnet20?`, or which names there are where none is near. */
export function nameRemedy(written: string, names: readonly string[]): string {
  const nearest = nearestName(written, names);
  return nearest === null ? `choose one of ${names.join(', ')}` : `did you mean ${nearest}?`;
}
