import { workspaceCodeDigest } from './buildDigests.mjs';

/** The variable that holds the digest of the code that a run of Nx began with. */
export const RUN_CODE = 'BCOS_RUN_CODE';

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
  if (wanted === undefined || wanted === workspaceCodeDigest(root)) return null;
  return 'the workspace was compiled anew since this run began, and what is computed now is not what was hashed; run the same again';
}
