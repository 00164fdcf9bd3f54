import { basename, extname, join } from 'node:path';
import { NETWORK_RECORD, describeNormaliser, networkRecord, readCheckpoint, type Model } from '@bcos-bench/formats';
import { Fault, UsageFault } from '@bcos-bench/vocabulary';
import { writeOutputFile, type ParsedFlags, type Stage, type StageContext } from '@bcos-bench/cli';
import { writableEndings, writeTorchFile } from '@bcos-bench/torch-file';
import { addExportFlags, type ExportFlags } from './exportFlags.js';
import { wrappedArrays } from './wrappedArrays.js';

/** The export stage: a checkpoint to one file that PyTorch reads. */
export const exportStage: Stage<ExportFlags> = {
  name: 'bcos-export',
  describe:
    'Writes the weights of a checkpoint to a PyTorch file: a state dict with the names that bcos and robustness use.',
  example: '--checkpoint out/try/resnet8 --out out/try/resnet8.pt',
  flags: addExportFlags,
  inputs: ({ checkpoint }) => ({ '--checkpoint': checkpoint }),
  run: exportWeights,
  output: writeOutputFile,
};

async function exportWeights(flags: ParsedFlags<ExportFlags>, { folder, say }: StageContext): Promise<void> {
  requireWritable(flags.out);
  const { model, arrays } = readCheckpoint(flags.checkpoint);
  if (model.onnx !== undefined) {
    const what = 'is an ONNX network, and PyTorch loads no weights of one';
    throw new Fault({ what, where: flags.checkpoint, remedy: 'take the file model.onnx of this folder' });
  }
  const texts = new Map([[NETWORK_RECORD, networkRecord(model)]]);
  const written = flags.wrapped ? wrappedArrays(model, arrays) : arrays;
  await writeTorchFile(join(folder, basename(flags.out)), written, texts);
  say(`${basename(flags.out)}: ${written.size} arrays of ${described(model)}`);
  const { defence } = model.architecture;
  if (defence !== undefined) {
    say(`defence: ${defence.name} ${defence.strength}, recorded beside the arrays; PyTorch does not apply it`);
  }
  say(`normaliser: ${describeNormaliser(model)}`);
  if (flags.wrapped) say('  in the file as normalize.mean and normalize.std, before the network as model.*');
  else if (model.normalisation !== null) {
    say(
      '  recorded beside the arrays; a network of PyTorch that loads them has to normalise its images itself (--wrapped: the file has the normaliser as buffers)',
    );
  }
}

function requireWritable(out: string): void {
  if (writableEndings.includes(extname(out))) return;
  const remedy = `choose one of ${writableEndings.join(', ')}`;
  throw new UsageFault({ what: `the ending of ${out} names no format`, where: '--out', remedy });
}

function described({ architecture: { name, b, maxOut, norm }, encoding }: Model): string {
  return encoding === 'rgb' ? name : `${name}, b ${b}, max-out ${maxOut}, norm ${norm}`;
}
