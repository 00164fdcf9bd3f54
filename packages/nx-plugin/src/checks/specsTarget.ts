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
const SETTINGS = ['specSettings.ts', 'package.json', 'package-lock.json', 'tsconfig.base.json', 'tsconfig.json'];

/** Specs that are run by one command. */
export interface Specs {
  /** What their outcome is named by. */
  readonly name: string;
  /** Their folder, which ends with a slash, or their file, from the workspace root. */
  readonly where: string;
  /** vitest's, from there. */
  readonly config: string;
  /** Whether they compute with TensorFlow. */
  readonly needsEngine: boolean;
  /** What they depend on: inputs of Nx. */
  readonly inputs: readonly string[];
}

/** Specs as a task, by vitest. */
export function specsTarget({ name, where, config, needsEngine, inputs }: Specs): TargetConfiguration {
  const outcome = outcomeFile(name);
  return {
    command: `node ${PLUGIN}/bin/run-specs.js ${where} ${outcome} --config ${config}`,
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
