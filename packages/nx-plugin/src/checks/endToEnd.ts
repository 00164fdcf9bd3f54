import type { TargetConfiguration } from '@nx/devkit';
import { specsTarget } from './specsTarget.js';

/** A file of end-to-end specs, as a task of its own. */
interface EndToEndSpec {
  /** The packages whose code it runs, beside those that they import; null where it copies the whole workspace. */
  readonly packages: readonly string[] | null;
  /** Files that it reads, from the workspace root. */
  readonly reads?: readonly string[];
}

const STAGES = ['data', 'train', 'predict', 'attack', 'explain', 'report'];

/** All files of end-to-end specs, by their path in `e2e` without `.spec.ts`. */
export const endToEndSpecs: Readonly<Record<string, EndToEndSpec>> = {
  smoke: { packages: null },
  'incremental/incremental': { packages: null },
  attackJobs: { packages: null },
  remoteCache: { packages: null },
  slurm: { packages: null },
  oddInputs: { packages: [...STAGES, 'import', 'export', 'nx-plugin'], reads: ['bench/fuzz/**/*'] },
  'faults/sample': { packages: [...STAGES, 'import', 'export'] },
  killedAttack: { packages: ['attack'] },
  imageShapes: { packages: STAGES },
  nineLayers: { packages: ['data', 'train', 'attack', 'explain'] },
  evaluate: { packages: null },
  page: { packages: ['report', 'nx-plugin'] },
  pageLooks: { packages: ['report', 'nx-plugin'] },
  live: { packages: ['report', 'attack', 'nx-plugin'], reads: ['pretrained/bcos-resnet20/*'] },
  installed: { packages: null, reads: ['LICENSE', 'release/packPackages.mjs', 'docs/*.md', 'action/*.sh'] },
};

/** What a copy of the workspace holds, but for prose and specs, which nothing that is run in it reads. */
const WORKSPACE = [
  'packages/**/*',
  'pipelines/*',
  'pretrained/**/*',
  'docs/incremental.md',
  '.env',
  '.gitignore',
  '.nxignore',
  '.npmrc',
];
const ALWAYS = ['e2e/**/*', 'nx.json', 'tsconfig.json'];
const NEVER = ['packages/**/*.spec.ts', 'packages/**/*.md'];

/** The target that a file of specs gets. Nx takes a slash in a target for that of a project, so there is none. */
function targetOf(spec: string): string {
  return `e2e--${spec.replaceAll('/', '-')}`;
}

/**
 * A target for each file of end-to-end specs, and `e2e` for all.
 * @param importsOf a package and all packages that it imports, directly or not
 */
export function endToEndTargets(importsOf: (name: string) => ReadonlySet<string>): Record<string, TargetConfiguration> {
  const specs = Object.entries(endToEndSpecs).map(([spec, { packages, reads = [] }]) => {
    const imported = packages === null ? null : new Set(packages.flatMap((name) => [...importsOf(name)]));
    const run = imported === null ? WORKSPACE : [...imported].sort().map((name) => `packages/${name}/**/*`);
    const others = Object.keys(endToEndSpecs).filter((other) => other !== spec);
    const not = [...NEVER, ...others.map((other) => `e2e/${other}.spec.ts`)];
    const target = specsTarget({
      ...{ name: targetOf(spec), where: `e2e/${spec}.spec.ts`, config: 'e2e/vitest.config.ts', needsEngine: true },
      inputs: [
        ...[...ALWAYS, ...run, ...reads].map((files) => `{workspaceRoot}/${files}`),
        ...not.map((files) => `!{workspaceRoot}/${files}`),
      ],
    });
    return [targetOf(spec), target] as const;
  });
  const all: TargetConfiguration = { executor: 'nx:noop', dependsOn: specs.map(([name]) => name) };
  return { ...Object.fromEntries(specs), e2e: all };
}
