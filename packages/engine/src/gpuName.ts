import { execFileSync } from 'node:child_process';
import { at } from '@bcos-bench/vocabulary';

/**
 * The name of the GPU that TensorFlow takes, the first one that CUDA shows, such as `NVIDIA H100 80GB HBM3`; `GPU` where there
 * is no nvidia-smi to ask.
 */
export function gpuName(environment: Readonly<NodeJS.ProcessEnv>): string {
  const shown = at((environment['CUDA_VISIBLE_DEVICES'] ?? '').split(','), 0).trim();
  const which = shown === '' ? [] : [`--id=${shown}`];
  try {
    const names = execFileSync('nvidia-smi', ['--query-gpu=name', '--format=csv,noheader', ...which], {
      encoding: 'utf8',
      env: environment,
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 10_000,
    });
    const first = at(names.split('\n'), 0).trim();
    return first === '' ? 'GPU' : first;
  } catch {
    return 'GPU';
  }
}
