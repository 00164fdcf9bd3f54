import { workspaceCodeDigest, workspaceCodeStamps } from './buildDigests.mjs';

/** The variable that holds the digest of the code that a run of Nx began with. */
const RUN_CODE = 'BCOS_RUN_CODE';
/** The variable that holds the digest of what the file system says of that code: where it says the same, no byte is read. */
const RUN_CODE_STAMPS = 'BCOS_RUN_CODE_STAMPS';

/**
 * What tells the tasks of a run which code it began with.
 * @param {string} root the workspace
 * @param {string} digest of the code that runs, which is there now
 * @returns {() => Record<string, string>} the variables for the tasks, asked for as late as can be: what has just been compiled may
 *   change again without a trace in the file system
 */
export function runCode(root, digest) {
  const stamps = workspaceCodeStamps(root).digest;
  return () => {
    const now = workspaceCodeStamps(root);
    const same = now.settled && now.digest === stamps;
    return { [RUN_CODE]: digest, [RUN_CODE_STAMPS]: same ? stamps : '' };
  };
}

/**
 * Why a task's result would not be that of the sources that Nx has hashed for it, in a line; null where it is. Somebody may compile the
 * workspace anew while a run goes on (a second run, `tsc -b` by hand or by an editor), and a task that starts then runs
 * the new code.
 * @param {string} root the workspace
 * @param {Readonly<Record<string, string | undefined>>} environment outside of a run of Nx, nothing is hashed and nothing is wrong
 * @returns {string | null}
 */
export function otherCode(root, environment) {
  const wanted = environment[RUN_CODE];
  if (wanted === undefined) return null;
  if (environment[RUN_CODE_STAMPS] === workspaceCodeStamps(root).digest) return null;
  if (wanted === workspaceCodeDigest(root)) return null;
  return 'the workspace was compiled anew since this run began, and what is computed now is not what was hashed; run the same again';
}
