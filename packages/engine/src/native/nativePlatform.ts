import { Fault, UsageFault } from '@bcos-bench/vocabulary';
import { hasProgram, type Machine } from './machine.js';

/** The version of TensorFlow that every wheel list of `native/wheels` pins. */
export const tensorFlowVersion = '2.21.0';

/** A kind of machine that TensorFlow has wheels for, and how the addon is built there. */
export interface NativePlatform {
  /** Its wheels are listed, with hashes, in `native/wheels/NAME.txt`. */
  readonly name: string;
  /** The platform tags of its wheels, for pip. */
  readonly pipPlatforms: readonly string[];
  /** What pip fetches, for people: `270 MB`. */
  readonly downloadSize: string;
  /** TensorFlow's two shared libraries, the one with the API first. */
  readonly libraries: readonly [string, string];
  /** The compiler where `CXX` names none. */
  readonly compiler: string;
  /** Flags of the compiler on this platform alone. */
  readonly compilerFlags: readonly string[];
  /** Flags for sources that are compiled for newer processors, and run only there: by the source's name. */
  readonly unitFlags: Readonly<Record<string, readonly string[]>>;
  /** Flags of the compiler where it links, on this platform alone. */
  readonly linkerFlags: readonly string[];
  /** How a library's path says "the folder that the addon is in". */
  readonly origin: string;
}

const linux = {
  libraries: ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'],
  compiler: 'g++',
  linkerFlags: ['-ldl'],
  origin: '$ORIGIN',
} as const;

// TensorFlow's own x86 wheels need AVX, so this asks for nothing more of the machine than they do.
const avx = ['-mavx'];
const avx2 = ['-mavx2', '-mfma'];
const newer = {
  'winograd_avx2.cc': avx2,
  'window_avx2.cc': avx2,
  'window_avx512.cc': [...avx2, '-mavx512f'],
};

const platforms: readonly NativePlatform[] = [
  {
    ...linux,
    name: 'linux-x64-gpu',
    // pip does not derive the older tags from the newest; the CUDA wheels carry them.
    pipPlatforms: ['manylinux_2_27_x86_64', 'manylinux_2_17_x86_64', 'manylinux2014_x86_64'],
    downloadSize: '3.4 GB',
    compilerFlags: avx,
    unitFlags: newer,
  },
  {
    ...linux,
    name: 'linux-x64-cpu',
    pipPlatforms: ['manylinux_2_27_x86_64'],
    downloadSize: '270 MB',
    compilerFlags: avx,
    unitFlags: newer,
  },
  {
    ...linux,
    name: 'linux-arm64-cpu',
    pipPlatforms: ['manylinux_2_27_aarch64'],
    downloadSize: '270 MB',
    compilerFlags: [],
    unitFlags: {},
  },
  {
    name: 'darwin-arm64-cpu',
    pipPlatforms: ['macosx_12_0_arm64'],
    downloadSize: '220 MB',
    libraries: ['libtensorflow_cc.2.dylib', 'libtensorflow_framework.2.dylib'],
    compiler: 'clang++',
    compilerFlags: ['-mmacosx-version-min=12.0'],
    unitFlags: {},
    // Node's own symbols are there only once the addon is loaded.
    linkerFlags: ['-mmacosx-version-min=12.0', '-undefined', 'dynamic_lookup'],
    origin: '@loader_path',
  },
];

/**
 * The platforms whose TensorFlow runs on `machine`, the one to install first. With an NVIDIA GPU that is the GPU's, and the
 * CPU's also runs; `BCOS_ENGINE=cpu` or `=gpu` leaves no choice.
 * @throws UsageFault where `BCOS_ENGINE` is neither; Fault where TensorFlow has no wheel for the machine
 */
export function nativePlatforms(machine: Machine): readonly [NativePlatform, ...NativePlatform[]] {
  const names = accelerators(machine).map((accelerator) => `${machine.os}-${machine.arch}-${accelerator}`);
  const [first, ...others] = platforms.filter(({ name }) => names.includes(name));
  if (first !== undefined) return [first, ...others];
  throw new Fault({
    what: `TensorFlow ${tensorFlowVersion} has no wheel for ${names.join(' or ')}`,
    remedy: `use one of ${platforms.map(({ name }) => name).join(', ')}`,
  });
}

function accelerators(machine: Machine): readonly string[] {
  const asked = machine.env['BCOS_ENGINE'] ?? '';
  if (asked === 'cpu' || asked === 'gpu') return [asked];
  if (asked !== '') {
    throw new UsageFault({ what: `'${asked}' is not an engine`, where: 'BCOS_ENGINE', remedy: 'set it to cpu or gpu' });
  }
  return hasProgram(machine, 'nvidia-smi') ? ['gpu', 'cpu'] : ['cpu'];
}
