import { z } from 'zod';
import { nearestName, stageFlags } from '@bcos-bench/vocabulary';

/** The value of a stage's flag as in YAML; `true` is a flag without a value. */
export const flagValue = z.union(
  [z.string().regex(/^\P{Cc}*$/u, 'must be without control characters'), z.number(), z.boolean()],
  'must be text, a number, true or false',
);
export type FlagValue = z.infer<typeof flagValue>;

/**
 * A flag in the one spelling by which it is known here: `stepSize` is `step-size`, and `no-use-best: true` is `use-best: false`,
 * because the stages take both. Null where it is no name of a flag.
 */
export function canonicalFlag(name: string, value: unknown): readonly [string, unknown] | null {
  const spelled = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(spelled)) return null;
  if (!spelled.startsWith('no-')) return [spelled, value];
  return typeof value === 'boolean' ? canonicalFlag(spelled.slice('no-'.length), !value) : null;
}

/** Whether `written`, a key of a YAML file, is the flag `name`, in whichever spelling. */
export function isFlag(written: string, name: string): boolean {
  return canonicalFlag(written, true)?.[0] === name;
}

/** A stage that a pipeline gives flags to. */
type FlaggedStage = keyof typeof stageFlags;

/** Flags of a stage by name, in their one spelling; what their values may be, the schema says that comes after. */
export function flagsOf(stage: FlaggedStage) {
  const names: readonly string[] = stageFlags[stage];
  return z.record(z.string(), z.unknown()).transform((written, context) => {
    const flags = new Map<string, unknown>();
    for (const [name, value] of Object.entries(written)) {
      const flag = canonicalFlag(name, value);
      const complain = (message: string): void => {
        context.addIssue({ code: 'custom', path: [name], message });
      };
      if (flag === null) complain('must be a flag such as step-size');
      else if (flags.has(flag[0])) complain(`gives the flag ${flag[0]} a second time`);
      else if (!names.includes(flag[0])) complain(unknownFlag(stage, flag[0], names));
      else flags.set(...flag);
    }
    return Object.fromEntries(flags);
  });
}

function unknownFlag(stage: FlaggedStage, name: string, names: readonly string[]): string {
  const command = stage === 'audit' ? 'bcos-attack audit' : `bcos-${stage}`;
  const nearest = nearestName(name, names);
  return `${command} has no flag '${name}'; ${nearest === null ? `see ${command} --help` : `did you mean ${nearest}?`}`;
}
