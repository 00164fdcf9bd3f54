import { choosePipelines, pipelineName } from '@bcos-bench/pipeline';
import { pipelineFiles } from '../projects/pipelinesOn.js';
import { progressScreen } from './progressScreen.js';
import { runningNodes } from './runningNodes.js';
import { taskProgress } from './taskProgress.js';

/** A run of Nx that is shown. */
export interface ShownRun {
  /** Who hears the lines that Nx writes to a stream, and writes to it those that are not only of progress. */
  readonly hear: (stream: NodeJS.WriteStream) => (line: string) => void;
  readonly close: () => void;
}

/**
 * Shows a run of Nx as it goes on: its lines, and below them how far it is.
 * @param chosen the environment variable PIPELINE
 * @throws UsageFault where it names a pipeline that there is not
 */
export function showRun(root: string, chosen: string | undefined): ShownRun {
  const names = choosePipelines(pipelineFiles(root), chosen).map(pipelineName);
  const progress = taskProgress();
  const screen = progressScreen(process.stderr, () => progress.text(names.flatMap((name) => runningNodes(root, name))));
  let wasEmpty = false;
  return {
    hear: (stream) => (line) => {
      // What is left out stood between empty lines.
      const isEmpty = line.trim() === '';
      if (progress.hear(line) || (isEmpty && wasEmpty)) return;
      wasEmpty = isEmpty;
      screen.above(() => stream.write(`${line}\n`));
    },
    close: screen.close,
  };
}
