import { describe, expect, it } from 'vitest';
import { refuseForbidden, refuseForbiddenAttribute } from './forbiddenNames.js';

const refuse = (what: string): never => {
  throw new Error(what);
};

describe('refuseForbidden', () => {
  it.each([
    ['os', 'system'],
    ['posix', 'system'],
    ['os', 'remove'],
    ['subprocess', 'Popen'],
    ['sys', 'modules'],
    ['importlib._bootstrap', '_load'],
    ['builtins', 'eval'],
    ['__builtin__', '__import__'],
    ['io', 'open'],
    ['_io', 'FileIO'],
    ['shutil', 'rmtree'],
    ['code', 'InteractiveInterpreter'],
    ['trace', 'Trace'],
    ['signal', 'signal'],
    ['torch', 'os.system'],
    ['os.path', 'os.system'],
    ['collections', '_sys.modules'],
    ['numpy.lib', 'sys.modules.get'],
    ['mine', 'urllib.request.urlopen'],
    ['mine', '__builtins__.eval'],
    ['mine', 'Builder.__init__.__globals__'],
    ['torch.hub', 'load'],
  ])('refuses %s.%s', (module, name) => {
    expect(() => refuseForbidden(module, name, refuse)).toThrow('refused, not run');
  });

  it.each([
    ['collections', 'OrderedDict', 'collections.OrderedDict'],
    ['__builtin__', 'set', 'builtins.set'],
    ['__builtin__', 'getattr', 'builtins.getattr'],
    ['copy_reg', '_reconstructor', 'copyreg._reconstructor'],
    ['numpy._core.multiarray', 'scalar', 'numpy.core.multiarray.scalar'],
    ['pathlib', 'PosixPath', 'pathlib.PosixPath'],
    ['mine.sys', 'Thing', 'mine.sys.Thing'],
    ['os', 'stat_result', 'os.stat_result'],
    ['os.path', 'join', 'os.path.join'],
    ['_io', 'BytesIO', '_io.BytesIO'],
    ['signal', 'Signals', 'signal.Signals'],
    ['code.config', 'Config', 'code.config.Config'],
    ['trace.settings', 'Settings', 'trace.settings.Settings'],
    ['signal.models', 'Params', 'signal.models.Params'],
    ['http.cookiejar', 'CookieJar', 'http.cookiejar.CookieJar'],
    ['platform.models', 'os.Net', 'platform.models.os.Net'],
  ])('lets %s.%s be named, as %s', (module, name, full) => {
    expect(refuseForbidden(module, name, refuse)).toBe(full);
  });
});

describe('refuseForbiddenAttribute', () => {
  it.each([
    ['myproject.options.Builder', 'make'],
    ['myproject.options.Mode', 'PGD'],
    ['trace.Level', 'INFO'],
  ])('lets %s.%s be named', (owner, name) => {
    expect(refuseForbiddenAttribute(owner, name, refuse)).toBe(`${owner}.${name}`);
  });

  it.each([
    ['torch.os', 'system'],
    ['torch.serialization.os', 'popen'],
    ['os', 'system'],
    ['collections._sys', 'modules'],
    ['myproject.Builder', '__globals__'],
    ['myproject.Builder', '__subclasses__'],
    ['torch.os.path', 'os.system'],
  ])('refuses %s.%s', (owner, name) => {
    expect(() => refuseForbiddenAttribute(owner, name, refuse)).toThrow('refused, not run');
  });
});
