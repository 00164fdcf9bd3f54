import type { AttackCell } from '@bcos-bench/pipeline';
import { Fault, parseEpsilon, parseStepSize, type AttackSetting } from '@bcos-bench/stage';

type Attack = AttackSetting['attack'];

/** What the attack of a cell is to be by the words of its `summary.json`; undefined is any. */
function askedOf(cell: AttackCell): Attack {
  const stepSize = cell['step-size'];
  const asked = {
    kind: cell.attack ?? 'pgd',
    norm: cell.norm,
    eps: parseEpsilon(cell.eps),
    steps: cell.steps,
    stepSize: stepSize === undefined ? undefined : parseStepSize(stepSize, 'step-size'),
    decay: cell.decay,
    threat: cell.threat,
    loss: cell.loss === 'auto' ? undefined : cell.loss,
    randomStart: cell['random-start'] ?? (cell.restarts === undefined ? false : undefined),
    restarts: cell.restarts ?? 1,
    useBest: cell['use-best'],
    target: cell.targeted ?? null,
    targetClass: cell['target-class'] ?? null,
    stopEarly: cell['stop-early'] ?? false,
  };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
}

/**
 * Makes sure that an attack's own summary says what the pipeline asks for: a page names its numbers by the pipeline's words.
 * @param folder the attack's, for the error
 * @throws Fault that names what differs
 */
export function requireAsked(cell: AttackCell, { attack }: AttackSetting, folder: string): void {
  const said = new Map<string, unknown>(Object.entries(attack));
  for (const [key, asked] of Object.entries(askedOf(cell))) {
    if (!said.has(key) || said.get(key) === asked) continue;
    throw new Fault({
      what: `key 'attack.${key}' is ${JSON.stringify(said.get(key))}, and the pipeline asks for ${JSON.stringify(asked)}`,
      where: `${folder}/summary.json`,
      remedy: 'run the attack again',
    });
  }
}
