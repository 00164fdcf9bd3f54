import type { TargetConfiguration } from '@nx/devkit';
import { outcomeFile } from './runSpecs.js';

const PLUGIN = 'packages/nx-plugin';
const NATIVE_ENGINE = { projects: ['engine'], target: 'native' };
/** How specs are run. */
const RUNNER = [
  `${PLUGIN}/bin/run-specs.js`,
  `${PLUGIN}/src/command/runSpecsCommand.ts`,
  `${PLUGIN}/src/checks/runSpecs.ts`,
];
const SETTINGS = ['package.json', 'package-lock.json', 'tsconfig.base.json', 'tsconfig.json'];

/** Specs that are run by one command. */
export interface Specs {
  readonly project: string;
  /** Their folder, from the workspace root. */
  readonly folder: string;
  /** vitest's, from there. */
  readonly config: string;
  /** Whether they compute with TensorFlow. */
  readonly needsEngine: boolean;
  /** What they depend on: inputs of Nx. */
  readonly inputs: readonly string[];
}

/** The specs of a project, by vitest. */
export function specsTarget({ project, folder, config, needsEngine, inputs }: Specs): TargetConfiguration {
  const outcome = outcomeFile(project);
  return {
    command: `node ${PLUGIN}/bin/run-specs.js ${folder} ${outcome} --config ${config}`,
    options: { cwd: '{workspaceRoot}' },
    cache: true,
    ...(needsEngine && { dependsOn: [NATIVE_ENGINE] }),
    inputs: [
      ...inputs,
      ...[config, ...SETTINGS, ...RUNNER].map((file) => `{workspaceRoot}/${file}`),
      { runtime: `node ${PLUGIN}/bin/spec-machine.js` },
    ],
    outputs: [`{workspaceRoot}/${outcome}`],
  };
}
