import { describe, expect, it } from 'vitest';
import { refuseForbidden } from './forbiddenNames.js';

const refuse = (what: string): never => {
  throw new Error(what);
};

describe('refuseForbidden', () => {
  it.each([
    ['os', 'system'],
    ['posix', 'system'],
    ['os.path', 'join'],
    ['subprocess', 'Popen'],
    ['sys', 'modules'],
    ['importlib._bootstrap', '_load'],
    ['builtins', 'eval'],
    ['builtins', 'getattr'],
    ['__builtin__', '__import__'],
    ['torch', 'os.system'],
    ['collections', '_sys.modules'],
    ['torch.hub', 'load'],
  ])('refuses %s.%s', (module, name) => {
    expect(() => refuseForbidden(module, name, refuse)).toThrow('refused, not run');
  });

  it.each([
    ['collections', 'OrderedDict', 'collections.OrderedDict'],
    ['__builtin__', 'set', 'builtins.set'],
    ['copy_reg', '_reconstructor', 'copyreg._reconstructor'],
    ['numpy._core.multiarray', 'scalar', 'numpy.core.multiarray.scalar'],
    ['pathlib', 'PosixPath', 'pathlib.PosixPath'],
    ['mine.sys', 'Thing', 'mine.sys.Thing'],
  ])('lets %s.%s be named, as %s', (module, name, full) => {
    expect(refuseForbidden(module, name, refuse)).toBe(full);
  });
});
