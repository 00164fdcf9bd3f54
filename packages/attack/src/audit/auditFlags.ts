import type { Argv, Options } from 'yargs';
import { normSchema, threatSchema, type CommonFlags } from '@bcos-bench/vocabulary';
import { splitNameSchema } from '@bcos-bench/formats';

const options = {
  data: { type: 'string', demandOption: true, requiresArg: true, describe: 'folder that bcos-data made' },
  checkpoint: { type: 'string', demandOption: true, requiresArg: true, describe: 'folder of the network' },
  norm: { choices: normSchema.options, demandOption: true, describe: 'the norm that bounds the perturbation' },
  eps: {
    type: 'string',
    demandOption: true,
    requiresArg: true,
    describe: 'its radius in units of [0,1], such as 8/255 or 1e-3',
  },
  threat: { choices: threatSchema.options, default: 'encoded', describe: 'what may move: encoded input or image' },
  from: {
    type: 'string',
    requiresArg: true,
    describe: 'folder of another network: its attacked images are tried on this one',
  },
  steps: {
    type: 'number',
    default: 50,
    requiresArg: true,
    describe: 'steps of PGD where their number is not what is compared',
  },
  'most-steps': {
    type: 'number',
    default: 1000,
    requiresArg: true,
    describe: 'the most steps that are tried, from 1 on',
  },
  'most-restarts': { type: 'number', default: 20, requiresArg: true, describe: 'the most random starts, from 1 on' },
  queries: { type: 'number', default: 1000, requiresArg: true, describe: 'forward passes of Square' },
  split: { choices: splitNameSchema.options, default: 'test', describe: 'split to attack' },
  limit: { type: 'number', default: 32, requiresArg: true, describe: 'the first so many images' },
  batch: { type: 'number', requiresArg: true, describe: 'images at a time; no result depends on it' },
} as const satisfies Record<string, Options>;

/** Adds the flags of `bcos-attack audit` to a parser that has those of every stage. */
export const addAuditFlags = (parser: Argv<CommonFlags>) => parser.options(options);

/** The flags of `bcos-attack audit` and the common ones. */
export type AuditFlags = ReturnType<typeof addAuditFlags> extends Argv<infer Flags> ? Flags : never;
