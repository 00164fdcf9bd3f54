import { join, resolve } from 'node:path';

const packages = resolve(import.meta.dirname, '../../packages');

/** The program of a stage's command. */
export function stageProgram(stage: string): string {
  return join(packages, stage, 'bin', `bcos-${stage}.js`);
}
