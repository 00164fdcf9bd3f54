import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { at, Fault } from '@bcos-bench/vocabulary';
import type { AddonSources } from './addonSources.js';
import type { Machine } from './machine.js';
import type { NativePlatform } from './nativePlatform.js';
import { failureOf, runTool, type KnownFailure } from './tool.js';

const INSTALL_COMPILER = 'install one with `apt-get install g++` on Debian, `xcode-select --install` on macOS';

/** What is compiled against what, and where the addon will lie. */
export interface AddonBuild {
  readonly machine: Machine;
  readonly platform: NativePlatform;
  readonly sources: AddonSources;
  /** The folder that holds `tensorflow/`. */
  readonly tensorFlow: string;
  /** The folder that the addon is kept in: it finds TensorFlow's libraries relative to it. */
  readonly folder: string;
}

/** The compiler's command without flags: `CXX`, which may hold a launcher such as `ccache g++`, or the platform's own. */
export function compiler(machine: Machine, platform: NativePlatform): readonly string[] {
  const asked = (machine.env['CXX'] ?? '').split(/\s+/).filter((word) => word !== '');
  return asked.length > 0 ? asked : [platform.compiler];
}

/** The flags that decide what the compiler makes of the sources; paths are no part of them. */
export function compilerFlags(platform: NativePlatform): readonly string[] {
  return [
    ...['-std=c++17', '-O3', '-fPIC', '-w'],
    ...platform.compilerFlags,
    // Loops are vectorised where the source says so, and rounding is that of the source: no reordered sums, no products
    // fused with sums.
    ...['-fopenmp-simd', '-fno-math-errno', '-ffp-contract=off'],
    // As TensorFlow's wheels are compiled (`tf.sysconfig.get_compile_flags()`, and Bazel's `-c opt`).
    ...['-DEIGEN_MAX_ALIGN_BYTES=64', '-D_GLIBCXX_USE_CXX11_ABI=1', '-DNDEBUG', '-DNAPI_VERSION=8'],
  ];
}

/** The flags that decide how the compiled sources are linked; the paths of libraries are no part of them. */
export function linkerFlags(platform: NativePlatform): readonly string[] {
  return ['-shared', ...platform.linkerFlags];
}

/** The command that compiles one of the sources to the object file `output`. */
export function unitCommand(
  { machine, platform, sources, tensorFlow }: AddonBuild,
  unit: string,
  output: string,
): readonly string[] {
  const includes = [...sources.includes, join(tensorFlow, 'tensorflow', 'include')].map((include) => `-I${include}`);
  const flags = [...compilerFlags(platform), ...(platform.unitFlags[basename(unit)] ?? [])];
  return [...compiler(machine, platform), ...flags, ...includes, '-c', unit, '-o', output];
}

/** The command that links object files to the addon `output`. */
export function linkCommand(
  { machine, platform, tensorFlow, folder }: AddonBuild,
  objects: readonly string[],
  output: string,
): readonly string[] {
  const home = join(tensorFlow, 'tensorflow');
  return [
    ...compiler(machine, platform),
    ...objects,
    ...platform.libraries.map((library) => join(home, library)),
    ...linkerFlags(platform),
    // Relative, so that the cache folder may be moved or mounted elsewhere as a whole.
    `-Wl,-rpath,${platform.origin}/${relative(folder, home)}`,
    ...['-o', output],
  ];
}

/** The first line of the compiler's `--version`; null where there is no compiler. */
export async function compilerVersion(machine: Machine, platform: NativePlatform): Promise<string | null> {
  const outcome = await runTool([...compiler(machine, platform), '--version'], { machine });
  return outcome?.code === 0 ? at(outcome.stdout.split('\n', 1), 0) : null;
}

/**
 * Compiles the addon to the file `made`, as many sources at once as there are cores.
 * @throws Fault where there is no compiler, or it fails
 */
export async function compileAddon(build: AddonBuild, made: string): Promise<void> {
  const temporary = join(dirname(made), 'temporary');
  mkdirSync(temporary);
  const run = async (command: readonly string[]): Promise<void> => {
    const outcome = await runTool(command, { machine: build.machine, temporary });
    if (outcome === null) throw missingCompiler(build.machine, build.platform);
    if (outcome.code !== 0) throw failureOf(outcome, 'compiling the addon', build.folder, compilerFailures(build));
  };
  const objectOf = (unit: string): string => join(temporary, `${basename(unit)}.o`);
  const waiting = build.sources.units.map((unit) => unitCommand(build, unit, objectOf(unit))).values();
  const worker = async (): Promise<void> => {
    for (const command of waiting) await run(command);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  await run(linkCommand(build, build.sources.units.map(objectOf), made));
}

/**
 * Loads the addon in a process of its own, so that a library that is missing is found when it is built.
 * @throws Fault where it does not load
 */
export async function tryAddon(machine: Machine, file: string): Promise<void> {
  const quiet = { ...machine, env: { ...machine.env, TF_CPP_MIN_LOG_LEVEL: '3' } };
  const script = 'process.dlopen({ exports: {} }, process.argv[1])';
  const outcome = await runTool([process.execPath, '-e', script, file], { machine: quiet });
  if (outcome !== null && outcome.code !== 0) throw failureOf(outcome, 'loading the addon', file, []);
}

/** The Fault of a machine without a compiler. */
export function missingCompiler(machine: Machine, platform: NativePlatform): Fault {
  return new Fault({
    what: `the compiler '${compiler(machine, platform).join(' ')}' is missing`,
    remedy: INSTALL_COMPILER,
  });
}

function compilerFailures({ machine, platform }: AddonBuild): readonly KnownFailure[] {
  // On a Mac without the developer tools there is a compiler by name, which says this.
  return [{ sign: /xcode-select|xcrun: error/, fault: () => missingCompiler(machine, platform) }];
}
