import type { Argv } from 'yargs';
import type { CommonFlags } from '@bcos-bench/vocabulary';

/** Adds the flags of `bcos-export` to a parser that has those of every stage. */
export const addExportFlags = (parser: Argv<CommonFlags>) =>
  parser.options({
    checkpoint: {
      type: 'string',
      demandOption: true,
      requiresArg: true,
      describe: 'folder that bcos-train or bcos-import made',
    },
    wrapped: {
      type: 'boolean',
      default: false,
      describe:
        'write the arrays as those of a module with the normaliser before the network: normalize.mean, normalize.std and model.*',
    },
    out: {
      type: 'string',
      demandOption: true,
      requiresArg: true,
      describe: 'file to make: .safetensors, or .pt, .pth, .ckpt for torch.load',
    },
  });

/** The flags of `bcos-export` and the common ones. */
export type ExportFlags = ReturnType<typeof addExportFlags> extends Argv<infer Flags> ? Flags : never;
