import { execFileSync } from 'node:child_process';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment with BCOS_COMMIT, from which stages take the commit of their sources: as it is set already (in a container
 * without git, say), else what git says of `folder`; as it was where git knows nothing.
 */
export function withCommit(environment: Environment, folder: string): Environment {
  if (environment['BCOS_COMMIT'] !== undefined) return environment;
  const commit = gitCommit(folder);
  return commit === null ? environment : { ...environment, BCOS_COMMIT: commit };
}

/**
 * The commit that is checked out at `folder`, with `-dirty` at its end where a tracked file differs from it; null outside of
 * git, without git, and before the first commit.
 */
export function gitCommit(folder: string): string | null {
  try {
    // Without optional locks, so that tasks side by side never are in the way of a commit.
    const words = ['--no-optional-locks', 'status', '--porcelain=v2', '--branch', '--untracked-files=no'];
    return commitOfStatus(
      execFileSync('git', words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    );
  } catch {
    return null;
  }
}

/** What `git status --porcelain=v2 --branch` says: lines with `#` on the branch, and one for each file that differs. */
function commitOfStatus(status: string): string | null {
  const commit = /^# branch\.oid ([0-9a-f]+)$/m.exec(status)?.[1];
  if (commit === undefined) return null;
  return /^[^#]/m.test(status) ? `${commit}-dirty` : commit;
}
