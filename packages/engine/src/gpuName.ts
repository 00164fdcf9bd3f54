import { execFileSync } from 'node:child_process';

/**
 * The name of the GPU that TensorFlow takes, the first one that CUDA shows, such as `NVIDIA H100 80GB HBM3`; `GPU` where there
 * is no nvidia-smi to ask.
 */
export function gpuName(environment: Readonly<NodeJS.ProcessEnv>): string {
  const [shown = ''] = (environment['CUDA_VISIBLE_DEVICES'] ?? '').split(',');
  const which = shown.trim() === '' ? [] : [`--id=${shown.trim()}`];
  try {
    const names = execFileSync('nvidia-smi', ['--query-gpu=name', '--format=csv,noheader', ...which], {
      encoding: 'utf8',
      env: environment,
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 10_000,
    });
    const [first = ''] = names.trim().split('\n');
    return first === '' ? 'GPU' : first.trim();
  } catch {
    return 'GPU';
  }
}
