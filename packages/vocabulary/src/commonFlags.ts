import type { InferredOptionTypes, Options } from 'yargs';

/** The flags that every stage has, with the values that they have where they are not given. */
export const commonFlags = {
  out: {
    type: 'string',
    demandOption: true,
    requiresArg: true,
    describe: 'folder to make; one that the same stage has made is replaced as a whole',
  },
  seed: { type: 'number', default: 0, requiresArg: true, describe: 'where random numbers come from' },
  quiet: { type: 'boolean', default: false, describe: 'no progress, no summary' },
  force: { type: 'boolean', default: false, describe: 'replace --out also where another stage or no stage made it' },
} as const satisfies Record<string, Options>;

/** The flags that every stage has. */
export type CommonFlags = InferredOptionTypes<typeof commonFlags>;
