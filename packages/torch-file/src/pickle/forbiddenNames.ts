import { quoted } from '../damage.js';
import { isCodeRunner } from './codeRunners.js';

/** Modules that have had other names, by Python's or NumPy's version. */
const RENAMED_MODULES = new Map([
  ['__builtin__', 'builtins'],
  ['__builtins__', 'builtins'],
  ['copy_reg', 'copyreg'],
  ['numpy._core.multiarray', 'numpy.core.multiarray'],
  ['numpy._core.numeric', 'numpy.core.numeric'],
]);

/** What a pickle of a bound method or of an enum calls: `attributeCallables` knows it, and nothing is looked up. */
const GETATTR = 'builtins.getattr';

/** What leads from any object of Python to its code, its module, or all classes, but for a few that lead nowhere. */
const LEADING = /^__(?!(?:init|new|name|qualname|doc|class_getitem)__$)\w+__$/;

/**
 * The full name of a global of a pickle, modules by their present names.
 * @throws what `refuse` throws, for a name that runs code
 */
export function refuseForbidden(module: string, name: string, refuse: (what: string) => never): string {
  const present = RENAMED_MODULES.get(module) ?? module;
  const full = `${present}.${name}`;
  if (full !== GETATTR && (isCodeRunner(present, name) || reachesCode(name.split('.'), 1)))
    return refuse(accusation(full));
  return full;
}

/**
 * The full name of an attribute of what `owner` names, as `getattr` looks it up.
 * @throws what `refuse` throws, where the attribute runs code or leads to what does
 */
export function refuseForbiddenAttribute(owner: string, name: string, refuse: (what: string) => never): string {
  const full = `${owner}.${name}`;
  const [, ...inner] = full.split('.');
  if (isCodeRunner(owner, name) || reachesCode(inner, 0)) return refuse(accusation(full));
  return full;
}

/** What is said of a name that runs code. */
export function accusation(full: string): string {
  return `asks for ${quoted(full)}, which can run programs and which no checkpoint needs: refused, not run`;
}

/**
 * Whether names that are looked up one in another reach through a module to what runs code, as `os.system` within `torch` does, also
 * where the module has an underscore before its name, as modules import others for themselves; or whether one of them, of those from
 * `looked` on, leads to all that Python has.
 */
function reachesCode(names: readonly string[], looked: number): boolean {
  if (names.slice(looked).some((name) => LEADING.test(name))) return true;
  return names.some((first, i) =>
    names.slice(i + 1).some((last, j) => {
      const module = [first, ...names.slice(i + 1, i + 1 + j)].join('.');
      return [module, module.replace(/^_+/, ''), RENAMED_MODULES.get(module)].some(
        (known) => known !== undefined && isCodeRunner(known, last),
      );
    }),
  );
}
