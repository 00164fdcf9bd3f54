import type { InferredOptionTypes, Options } from 'yargs';

/** The flags that every stage has, with the values that they have where they are not given. */
export const commonFlags = {
  out: {
    type: 'string',
    demandOption: true,
    requiresArg: true,
    describe: 'folder to make; a folder that the same stage made is replaced',
  },
  seed: { type: 'number', default: 0, requiresArg: true, describe: 'seed of all random numbers' },
  quiet: { type: 'boolean', default: false, describe: 'no progress, no summary' },
  force: { type: 'boolean', default: false, describe: 'replace --out even if another stage, or no stage, made it' },
} as const satisfies Record<string, Options>;

/** The flags that every stage has. */
export type CommonFlags = InferredOptionTypes<typeof commonFlags>;
