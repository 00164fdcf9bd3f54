import { basename } from 'node:path';
import {
  circumstances,
  describeNormaliser,
  ONNX_FILE,
  onnxFiles,
  writeCheckpoint,
  writeTiming,
  type Model,
  type OnnxContents,
} from '@bcos-bench/formats';
import { checkpointFamily, ONNX, onnxProgram, openOnnx, requireSupported, type OnnxPorts } from '@bcos-bench/models';
import type { OnnxGraph } from '@bcos-bench/onnx-file';
import { classList, refuseGiven, UsageFault } from '@bcos-bench/vocabulary';
import type { ParsedFlags, StageContext } from '@bcos-bench/cli';
import { parseClasses, usualClasses } from '../classNames.js';
import type { ImportFlags } from '../importFlags.js';
import { chooseNormaliser } from '../normaliser/chooseNormaliser.js';
import type { AskedNormaliser } from '../normaliser/normaliserFlags.js';
import { readingOrder } from '../readingOrder.js';
import { sha256Of } from '../sha256.js';
import { graphNormaliser } from './graphNormaliser.js';
import { readOnnxFiles } from './onnxFiles.js';

/** The sides of images at which a graph that takes any is built, to see that it can be. */
const TRIED_SIDES = 224;

/**
 * Makes a checkpoint of an ONNX file: the file itself, those with its arrays, and what it does not say.
 * @throws Fault of one line where it is not a classifier that can be read
 */
export async function importOnnx(
  path: string,
  flags: ParsedFlags<ImportFlags>,
  asked: AskedNormaliser | null,
  { folder, started, say, note }: StageContext,
): Promise<void> {
  refuseOthers(flags);
  const contents = readOnnxFiles(path);
  const { graph, ports } = openOnnx(contents, flags.logits ?? null, path);
  requireSupported(graph, path);
  const [rows, columns] = ports.sides ?? [TRIED_SIDES, TRIED_SIDES];
  const program = onnxProgram(graph, ports, [rows, columns], path);
  const classes = classesOf(flags.classes, program.classes, path);
  const sha256 = await sha256Of(path);
  const model = modelOf({ path, sha256, contents, graph, ports, asked, classes, flags });
  writeCheckpoint(folder, { model, arrays: new Map(), onnx: contents });
  say(`${basename(path)}: ${described(graph, program.parameters.size)}, ${classes.length} classes`);
  say(`normaliser: ${describeNormaliser(model)}`);
  if (flags.classes === undefined) note(`classes are called ${classList(classes)}; --classes says otherwise`);
  if (ports.withoutSoftmax)
    note(`the file ends with a softmax: its input '${ports.logits}' are the logits, without it`);
  writeTiming(folder, started, {}, circumstances(import.meta.url, null));
}

interface Understood {
  readonly path: string;
  readonly sha256: string;
  readonly contents: OnnxContents;
  readonly graph: OnnxGraph;
  readonly ports: OnnxPorts;
  readonly asked: AskedNormaliser | null;
  readonly classes: readonly string[];
  readonly flags: ParsedFlags<ImportFlags>;
}

function modelOf({ path, sha256, contents, graph, ports, asked, classes, flags }: Understood): Model {
  const { channelOrder, outputs, logits } = flags;
  const architecture = { name: ONNX, b: 1, maxOut: 1, norm: 'none' };
  const { encoding, loss } = checkpointFamily(architecture, path);
  const file = graphNormaliser(graph, ports.input);
  const normaliser = chooseNormaliser({
    architecture: basename(path),
    encoding,
    asked,
    file,
    suspects: [],
    where: path,
  });
  return {
    architecture,
    classes: [...classes],
    ...(ports.sides === null ? {} : { imageShape: [...ports.sides, ports.channels] }),
    encoding,
    normalisation: normaliser.constants,
    normalisationOrigin: normaliser.origin,
    ...readingOrder({ channelOrder, outputs, classes, exported: null }),
    loss,
    onnx: onnxFiles(contents, logits ?? null),
    provenance: {
      stage: 'bcos-import',
      dataset: null,
      parameters: {
        file: basename(path),
        sha256,
        format: 'onnx',
        opset: graph.opset,
        producer: graph.producer,
        logits: ports.logits,
        images: ports.unit,
        beside: [...contents.keys()].filter((name) => name !== ONNX_FILE),
      },
    },
    cleanAccuracy: null,
  };
}

/** Flags that say what a file of weights is; an ONNX file says it itself. */
function refuseOthers({ arch, b, maxOut, norm, key, prefix, ema }: ParsedFlags<ImportFlags>): void {
  const given = { '--arch': arch === 'auto' ? undefined : arch, '--b': b, '--max-out': maxOut, '--norm': norm };
  const others = { ...given, '--key': key, '--prefix': prefix, '--ema': ema || undefined };
  refuseGiven(others, { what: 'is for files of weights, and an ONNX file is a whole network', remedy: 'leave it out' });
}

function classesOf(flag: string | undefined, count: number, where: string): readonly string[] {
  if (flag === undefined) return usualClasses(count);
  const names = parseClasses(flag);
  if (names.length === count) return names;
  const what = `names ${names.length} classes, and ${where} gives ${count} logits`;
  throw new UsageFault({ what, where: '--classes', remedy: `name ${count} classes, or leave it out` });
}

function described({ opset, producer, nodes }: OnnxGraph, arrays: number): string {
  const by = producer === '' ? '' : ` of ${producer}`;
  return `opset ${opset}${by}, ${nodes.length} nodes, ${arrays} arrays`;
}
