import { Fault } from '@bcos-bench/vocabulary';
import type { OnnxGraph } from '@bcos-bench/onnx-file';
import type { NetworkBody, ParameterSpec } from '../layer.js';
import { isParameter, onnxProgram, type OnnxProgram } from './onnxProgram.js';
import type { OnnxPorts } from './onnxPorts.js';

/**
 * A graph as a network: its arrays by their names in the file, and how it scores images.
 * @param trained the arrays that a training changes, which then are all its parameters; null where it is not trained
 * @throws Fault of one line where it cannot be built, or gives other than `classes` logits
 */
export function onnxBody(
  graph: OnnxGraph,
  ports: OnnxPorts,
  classes: number,
  where: string,
  trained: ReadonlySet<string> | null,
): NetworkBody {
  const programs = new Map<string, OnnxProgram>();
  const programFor = (rows: number, columns: number): OnnxProgram => {
    const key = `${rows}x${columns}`;
    const program = programs.get(key) ?? onnxProgram(graph, ports, [rows, columns], where, trained);
    if (program.classes !== classes) {
      const what = `gives ${program.classes} logits, and model.json names ${classes} classes`;
      throw new Fault({ what, where, remedy: 'import the network again with bcos-import' });
    }
    programs.set(key, program);
    return program;
  };
  if (ports.sides !== null) programFor(...ports.sides);
  return {
    parameters: [...graph.initialisers].flatMap(([name, array]): ParameterSpec[] =>
      (trained === null ? isParameter(array) : trained.has(name))
        ? [{ name, shape: array.shape, role: 'array', start: 'zeros' }]
        : [],
    ),
    scores: (x, pass) => {
      const [, rows, columns] = x.shape;
      return programFor(rows, columns).logits(x, (name) => pass.array(name));
    },
  };
}
