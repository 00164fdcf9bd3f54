import type { Argv, Options } from 'yargs';
import { ALLOW_LARGE_EPS, usualNormSchema, type CommonFlags } from '@bcos-bench/vocabulary';
import { attackOptions } from '../stage/attackFlags.js';

const { data, norm, eps, [ALLOW_LARGE_EPS]: allowLargeEps, threat, split, batch } = attackOptions;
const options = {
  data,
  checkpoint: { type: 'string', demandOption: true, requiresArg: true, describe: 'folder of the network' },
  // It compares PGD with Square, which have no other norm.
  norm: { ...norm, choices: usualNormSchema.options },
  eps,
  [ALLOW_LARGE_EPS]: allowLargeEps,
  threat,
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
  split,
  limit: { type: 'number', default: 32, requiresArg: true, describe: 'audit the first N images' },
  batch,
} as const satisfies Record<string, Options>;

/** Adds the flags of `bcos-attack audit` to a parser that has those of every stage. */
export const addAuditFlags = (parser: Argv<CommonFlags>) => parser.options(options);

/** The flags of `bcos-attack audit` and the common ones. */
export type AuditFlags = ReturnType<typeof addAuditFlags> extends Argv<infer Flags> ? Flags : never;
