import type { AttackCell } from '@bcos-bench/pipeline';
import {
  attackDescription,
  attackOptionsSchema,
  Fault,
  parseEpsilon,
  parseStepSize,
  type AttackOptionName,
} from '@bcos-bench/vocabulary';
import type { AttackSetting } from '@bcos-bench/formats';

/** What the attack of a cell is to be, by the words of its `summary.json`: as asked for, or as its method has it unless asked. */
function askedOf(cell: AttackCell): ReadonlyMap<string, unknown> {
  const kind = cell.attack ?? 'pgd';
  const method = attackDescription(kind);
  const eps = parseEpsilon(cell.eps);
  return new Map<string, unknown>([
    ...Object.entries({
      kind,
      norm: cell.norm,
      eps,
      steps: cell.steps,
      threat: cell.threat,
      randomStart: cell['random-start'] ?? false,
      restarts: cell.restarts ?? 1,
      useBest: cell['use-best'] ?? method.keeps === 'best',
      target: cell.targeted ?? null,
      targetClass: cell['target-class'] ?? null,
      stopEarly: cell['stop-early'] ?? false,
      rescale: cell.rescale ?? false,
      round: cell.round ?? false,
    }),
    ...(cell.loss === undefined || cell.loss === 'auto' ? [] : [['loss', cell.loss] as const]),
    ...attackOptionsSchema.keyof().options.map((name) => [`options.${name}`, givenOption(cell, name)] as const),
    ...Object.entries(method.options)
      .filter(([name]) => !(name in cell))
      .map(([name, { of }]) => [`options.${name}`, of(eps, cell.steps)] as const),
  ]);
}

/** An option as the pipeline gives it, in the form of `summary.json`. */
function givenOption(cell: AttackCell, name: AttackOptionName): string | number | undefined {
  const value = cell[name];
  return name === 'step-size' && value !== undefined ? parseStepSize(value, name) : value;
}

/**
 * Makes sure that an attack's own summary says what the pipeline asks for: a page names its numbers by the pipeline's words.
 * @param folder the attack's, for the error
 * @throws Fault that names what differs
 */
export function requireAsked(cell: AttackCell, { attack }: AttackSetting, folder: string): void {
  const { options = {}, ...rest } = attack;
  const said = new Map<string, unknown>([
    ...Object.entries(rest),
    // A summary names these only where they are asked for.
    ['rescale', rest.rescale ?? false] as const,
    ['round', rest.round ?? false] as const,
    ...Object.entries(options).map(([name, value]) => [`options.${name}`, value] as const),
  ]);
  for (const [key, asked] of askedOf(cell)) {
    if (asked === undefined || !said.has(key) || said.get(key) === asked) continue;
    throw new Fault({
      what: `key 'attack.${key}' is ${JSON.stringify(said.get(key))}, and the pipeline asks for ${JSON.stringify(asked)}`,
      where: `${folder}/summary.json`,
      remedy: 'run the attack again',
    });
  }
}
