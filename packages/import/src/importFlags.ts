import type { Argv } from 'yargs';
import { architectureNamed, normKinds } from '@bcos-bench/models';
import { knownClassLists, requireWhole, type CommonFlags } from '@bcos-bench/vocabulary';
import type { ParsedFlags } from '@bcos-bench/cli';
import type { KnownArchitecture } from './architectureGuess.js';
import { parseClasses } from './classNames.js';
import { normaliserFlags } from './normaliser/normaliserFlags.js';

/** @throws UsageFault where there is no such architecture */
function knownName(name: string): string {
  return name === 'auto' ? name : architectureNamed(name, {}).name;
}

/** Adds the flags of `bcos-import` to a parser that has those of every stage. */
export const addImportFlags = (parser: Argv<CommonFlags>) =>
  parser.epilogue('Architectures: see bcos-train --help. What each file format needs: docs/importing.md.').options({
    from: {
      type: 'string',
      demandOption: true,
      requiresArg: true,
      describe:
        'file of PyTorch weights (.pt, .pth, .ckpt, .safetensors) or a network (.onnx); a name alone is looked for in WEIGHTS_DIR and weights/',
    },
    published: {
      type: 'string',
      requiresArg: true,
      describe: 'where its authors publish the file, for the error if it is missing',
    },
    arch: {
      type: 'string',
      requiresArg: true,
      default: 'auto',
      coerce: knownName,
      describe: 'architecture; auto finds it from the arrays of the file; an .onnx file has its own',
    },
    b: { type: 'number', requiresArg: true, describe: 'exponent of a B-cos network; 2 unless given or recorded' },
    'max-out': {
      type: 'number',
      requiresArg: true,
      describe: 'MaxOut units per filter; found from the arrays unless given',
    },
    norm: { choices: [...normKinds.keys()], describe: 'norm of a B-cos network; found from the arrays unless given' },
    classes: {
      type: 'string',
      requiresArg: true,
      describe:
        `${[...knownClassLists.keys()].join(', ')}, names such as cat,dog ("tench, Tinca tinca" where a name has a comma), FILE.txt with one name per line, or a number; ` +
        'found from the classifier unless given',
    },
    outputs: {
      type: 'string',
      requiresArg: true,
      describe: "the classes in the order of the network's own outputs, where that is not the order of --classes",
    },
    ...normaliserFlags,
    'channel-order': {
      choices: ['rgb', 'bgr'] as const,
      default: 'rgb' as const,
      describe: 'order in which the network takes the channels of an image; bgr is that of OpenCV',
    },
    key: {
      type: 'string',
      requiresArg: true,
      describe: 'key in the file that holds the weights, dots for nested keys (state.model); found unless given',
    },
    prefix: {
      type: 'string',
      requiresArg: true,
      describe: "prefix of the names of the network's arrays (student.); found unless given",
    },
    logits: {
      type: 'string',
      requiresArg: true,
      describe: 'output of an .onnx file that holds the logits; the first unless given',
    },
    ema: { type: 'boolean', default: false, describe: 'take the moving average of the weights from the file' },
  });

/** The flags of `bcos-import` and the common ones. */
export type ImportFlags = ReturnType<typeof addImportFlags> extends Argv<infer Flags> ? Flags : never;

/** What the flags say of the architecture. @throws UsageFault where a value cannot be */
export function knownArchitecture({ arch, b, maxOut, norm, classes }: ParsedFlags<ImportFlags>): KnownArchitecture {
  return {
    ...(arch === 'auto' ? {} : { name: arch }),
    ...(b === undefined ? {} : { b }),
    ...(maxOut === undefined ? {} : { maxOut: requireWhole('--max-out', maxOut, 1) }),
    ...(norm === undefined ? {} : { norm }),
    ...(classes === undefined ? {} : { classes: parseClasses(classes).length }),
  };
}
