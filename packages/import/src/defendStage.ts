import type { Argv } from 'yargs';
import { defenceKinds, defenceNamed } from '@bcos-bench/models';
import { circumstances, readCheckpoint, writeCheckpoint, writeTiming, type Model } from '@bcos-bench/formats';
import { UsageFault, type CommonFlags } from '@bcos-bench/vocabulary';
import type { ParsedFlags, Stage, StageContext } from '@bcos-bench/cli';

const kinds = [...defenceKinds].map(([name, { describe }]) => `${name}: ${describe}`);
const strengths = [...defenceKinds].map(
  ([name, { strength }]) => `${name}: ${strength.describe}, ${strength.usual} unless given`,
);

/** Adds the flags of `bcos-import defend` to a parser that has those of every stage. */
const addDefendFlags = (parser: Argv<CommonFlags>) =>
  parser.options({
    checkpoint: { type: 'string', demandOption: true, requiresArg: true, describe: 'folder of the network to mask' },
    defence: { choices: [...defenceKinds.keys()], demandOption: true, describe: kinds.join('; ') },
    strength: { type: 'number', requiresArg: true, describe: strengths.join('; ') },
  });

type DefendFlags = ReturnType<typeof addDefendFlags> extends Argv<infer Flags> ? Flags : never;

/**
 * `bcos-import defend`: a checkpoint to one of the same weights with a defence around the network. It masks the gradients and makes the
 * network no more robust: whoever checks an attack or an audit knows what they must find.
 */
export const defendStage: Stage<DefendFlags> = {
  name: 'bcos-import defend',
  describe: 'Makes a copy of a checkpoint with a defence around it that masks gradients, to test attacks with.',
  example: '--checkpoint out/try/resnet8 --defence rounding --out out/try/masked',
  flags: addDefendFlags,
  inputs: ({ checkpoint }) => ({ '--checkpoint': checkpoint }),
  run: defend,
};

function defend(
  { checkpoint, ...flags }: ParsedFlags<DefendFlags>,
  { folder, started, say }: StageContext,
): Promise<void> {
  const original = readCheckpoint(checkpoint);
  const { model } = original;
  const { architecture, provenance } = model;
  if (architecture.defence !== undefined) {
    const what = `the network has the defence ${architecture.defence.name} already`;
    throw new UsageFault({ what, where: '--checkpoint', remedy: 'give the network without it' });
  }
  const defence = defenceNamed(flags.defence, flags.strength);
  const defended: Model = {
    ...model,
    architecture: { ...architecture, defence },
    provenance: {
      ...provenance,
      parameters: { ...provenance.parameters, defence: `${defence.name} ${defence.strength}` },
    },
    // That of the network without the defence.
    cleanAccuracy: null,
  };
  writeCheckpoint(folder, { ...original, model: defended });
  say(`${architecture.name} with the defence ${defence.name} ${defence.strength}`);
  writeTiming(folder, started, {}, circumstances(import.meta.url, null));
  return Promise.resolve();
}
