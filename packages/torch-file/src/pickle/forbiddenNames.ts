import { quoted } from '../damage.js';

/** Modules whose functions a pickle names only to do harm: none is of use to a checkpoint. */
const FORBIDDEN_MODULES = new Set([
  '_io',
  '_pickle',
  '_posixsubprocess',
  '_thread',
  'asyncio',
  'bdb',
  'cProfile',
  'code',
  'codeop',
  'commands',
  'ctypes',
  'ftplib',
  'http',
  'httplib',
  'imaplib',
  'importlib',
  'io',
  'marshal',
  'multiprocessing',
  'nt',
  'os',
  'pdb',
  'pickle',
  'pip',
  'platform',
  'popen2',
  'posix',
  'profile',
  'pty',
  'pydoc',
  'requests',
  'runpy',
  'shutil',
  'signal',
  'smtplib',
  'socket',
  'ssl',
  'subprocess',
  'sys',
  'tempfile',
  'threading',
  'timeit',
  'trace',
  'urllib',
  'urllib2',
  'webbrowser',
  'zipimport',
]);

/** Functions that run code, reach other functions, or touch files, in modules that are otherwise harmless. */
const FORBIDDEN_FUNCTIONS = new Set([
  ...'__import__ apply breakpoint compile delattr eval exec execfile exit file getattr globals input locals open quit'
    .split(' ')
    .map((name) => `builtins.${name}`),
  ...'raw_input reload setattr vars'.split(' ').map((name) => `builtins.${name}`),
  'numpy.load',
  'numpy.fromfile',
  'numpy.memmap',
  'operator.attrgetter',
  'operator.methodcaller',
  'torch.load',
  'torch.hub.load',
  'torch.jit.load',
]);

/** Also under the names that modules give what they import for themselves, such as `_sys`. */
function isForbidden(module: string): boolean {
  return FORBIDDEN_MODULES.has(module) || FORBIDDEN_MODULES.has(module.replace(/^_+/, ''));
}

/** Modules that have had other names, by Python's or NumPy's version. */
const RENAMED_MODULES = new Map([
  ['__builtin__', 'builtins'],
  ['copy_reg', 'copyreg'],
  ['numpy._core.multiarray', 'numpy.core.multiarray'],
]);

/**
 * The full name of a global of a pickle, modules by their present names.
 * @throws what `refuse` throws, for names that a checkpoint has no use for and an attacker has
 */
export function refuseForbidden(module: string, name: string, refuse: (what: string) => never): string {
  const full = `${RENAMED_MODULES.get(module) ?? module}.${name}`;
  const [root = '', ...inner] = full.split('.');
  // A name with dots reaches through modules, as torch.os.system does.
  const reached = name.includes('.') ? inner.slice(0, -1) : [];
  if (FORBIDDEN_FUNCTIONS.has(full) || [root, ...reached].some(isForbidden)) {
    return refuse(`asks for ${quoted(full)}, which no checkpoint needs and which can run programs: refused, not run`);
  }
  return full;
}
