import { execFileSync } from 'node:child_process';
import { processorFlags, vectorFamily } from './vectorFamily.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The kind of machine, as far as it changes a bit of what TensorFlow computes: operating system, processor, the family of
 * its vector instructions (oneDNN and Eigen have a kernel for each, which add up in another order) and the GPU's
 * compute capability. Machines of one kind share a cache. BCOS_MACHINE says it where the machine that runs Nx is not
 * the one that computes, such as the head node of a cluster.
 */
export function machineKind(environment: Environment): string {
  const said = environment['BCOS_MACHINE'];
  if (said !== undefined && said !== '') return said;
  const machine = [process.platform, process.arch, vectorFamily(processorFlags()), gpuKind(environment)].join('-');
  const set = arithmeticSettings.filter((name) => environment[name] !== undefined);
  return [machine, ...set.map((name) => `${name}=${environment[name] ?? ''}`)].join(' ');
}

/** Variables of TensorFlow, oneDNN and CUDA by which a user chooses other kernels. */
const arithmeticSettings = [
  'TF_ENABLE_ONEDNN_OPTS',
  'ONEDNN_MAX_CPU_ISA',
  'NVIDIA_TF32_OVERRIDE',
  'TF_DETERMINISTIC_OPS',
  'TF_CUDNN_USE_AUTOTUNE',
];

/** The engine takes the GPU where there is an nvidia-smi, unless BCOS_ENGINE says `cpu` or CUDA shows no device. */
function gpuKind(environment: Environment): string {
  const visible = environment['CUDA_VISIBLE_DEVICES'];
  if (environment['BCOS_ENGINE'] === 'cpu' || visible === '' || visible === '-1') return 'cpu';
  try {
    const capabilities = execFileSync('nvidia-smi', ['--query-gpu=compute_cap', '--format=csv,noheader'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 10_000,
    });
    const first = capabilities.trim().split('\n')[0];
    return first === undefined || first === '' ? 'cpu' : `sm${first.trim().replace('.', '')}`;
  } catch {
    return 'cpu';
  }
}
