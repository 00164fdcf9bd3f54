import { shellLine } from '@bcos-bench/pipeline';
import { engineProgram } from '../code/program.js';
import type { NodeProject } from './nodeProject.js';

/** The project that builds the engine, for a workspace without packages of its own: a clone has one in `packages/engine`. */
export function engineProject(root: string): NodeProject {
  return {
    name: 'engine',
    root: 'pipelines/.engine',
    targets: {
      native: {
        command: shellLine(['node', engineProgram(root)]),
        options: { cwd: '{workspaceRoot}' },
        cache: false,
        // Without any, Nx looks for the project's files, of which there are none.
        inputs: [],
      },
    },
  };
}
