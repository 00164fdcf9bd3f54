import { basename, extname, join } from 'node:path';
import {
  UsageFault,
  readCheckpoint,
  writeOutputFile,
  type Model,
  type ParsedFlags,
  type Stage,
  type StageContext,
} from '@bcos-bench/stage';
import { writableEndings, writeTorchFile } from '@bcos-bench/torch-file';
import { addExportFlags, type ExportFlags } from './exportFlags.js';

/** The export stage: a checkpoint to one file that PyTorch reads. */
export const exportStage: Stage<ExportFlags> = {
  name: 'bcos-export',
  describe:
    'Makes a file of PyTorch weights of a checkpoint: a state dict under the names that bcos and robustness use.',
  flags: addExportFlags,
  inputs: ({ checkpoint }) => ({ '--checkpoint': checkpoint }),
  run: exportWeights,
  output: writeOutputFile,
};

async function exportWeights(flags: ParsedFlags<ExportFlags>, { folder, say }: StageContext): Promise<void> {
  requireWritable(flags.out);
  const { model, arrays } = readCheckpoint(flags.checkpoint);
  await writeTorchFile(join(folder, basename(flags.out)), arrays);
  say(`${basename(flags.out)}: ${arrays.size} arrays of ${described(model)}`);
  if (model.normalisation !== null) {
    const { mean, std } = model.normalisation;
    say(`not in the file: the network takes ${mean.join(', ')} from its input and divides it by ${std.join(', ')}`);
  }
}

function requireWritable(out: string): void {
  if (writableEndings.includes(extname(out))) return;
  const remedy = `choose one of ${writableEndings.join(', ')}`;
  throw new UsageFault({ what: `the ending of ${out} says no format`, where: '--out', remedy });
}

function described({ architecture: { name, b, maxOut, norm }, encoding }: Model): string {
  return encoding === 'rgb' ? name : `${name}, b ${b}, max-out ${maxOut}, norm ${norm}`;
}
