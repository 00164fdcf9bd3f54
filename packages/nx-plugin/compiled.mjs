import { clone } from './clone.mjs';
import { isFresh } from './buildRecord.mjs';
import { ensureBuilt } from './freshBuild.mjs';
import { requireOwnPackages } from './ownPackages.mjs';

/**
 * Compiles a clone where it is not, so that a clean one needs no other command; what is installed is compiled.
 * @returns {Promise<boolean>} false where that fails, which stderr says in a line
 */
export async function isCompiled() {
  if (clone === null) return true;
  try {
    requireOwnPackages(clone);
    if (!isFresh(clone)) process.stderr.write('bcos: compiling the workspace\n');
    await ensureBuilt(clone);
    return true;
  } catch (error) {
    process.stderr.write(`bcos: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
    return false;
  }
}
