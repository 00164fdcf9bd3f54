/** What an error of the system says, as the parts of a fault. */
interface SystemFaultParts {
  readonly what: string;
  readonly where?: string;
  readonly remedy?: string;
}

/** What the usual error codes mean, and what to do. */
const CODES: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  EACCES: ['may not be used', 'change its permissions or choose another place'],
  EAGAIN: ['cannot be had now: too many processes', 'end some, or raise the limit (ulimit -u)'],
  EBUSY: ['is in use, or a file system of its own', 'choose another place'],
  EDQUOT: ['has no space left: the quota is used up', 'free some space or choose another place'],
  EEXIST: ['is there already', 'remove it or choose another place'],
  EFBIG: ['is larger than the file system allows', 'choose another place'],
  EIO: ['cannot be read or written: the disk reports an error', 'choose another place'],
  EISDIR: ['is a folder, not a file', 'name a file'],
  ELOOP: ['is a link that leads to itself', 'correct the link'],
  EMFILE: ['cannot be opened: too many files are open', 'raise the limit (ulimit -n)'],
  ENAMETOOLONG: ['has too long a name', 'choose a shorter one'],
  ENFILE: ['cannot be opened: too many files are open on this machine', 'end some programs'],
  ENOENT: ['is not there', 'check the path'],
  ENOMEM: ['needs more memory than there is', 'end some programs'],
  ENOSPC: ['has no space left', 'free some space or choose another place'],
  ENOTDIR: ['is not a folder, or a part of its path is a file', 'check the path'],
  ENOTEMPTY: ['is a folder that is not empty', 'choose another place'],
  ENXIO: ['is no file that can be read', 'name a file'],
  EPERM: ['may not be changed', 'choose another place'],
  EROFS: ['is on a read-only file system', 'choose another place'],
  ETXTBSY: ['is a program that runs', 'choose another place'],
  EXDEV: ['is on another file system', 'choose a place on the same one'],
  ERR_FS_FILE_TOO_LARGE: ['is too large a file to be read whole', 'name another file'],
  ERR_STRING_TOO_LONG: ['is too long a text', 'name another file'],
  ERR_INVALID_ARG_VALUE: ['is not a path: it holds a byte that no path can hold', 'check the path'],
};

/**
 * An error that the system or Node raised about a file, a process or memory, in words; null for any other error, which is a bug of this
 * project or has to be made a fault where it arises.
 */
export function systemFaultParts(error: unknown): SystemFaultParts | null {
  if (error instanceof RangeError && /allocation failed|invalid (typed )?array (buffer )?length/i.test(error.message)) {
    return { what: `there is not enough memory (${error.message})`, remedy: 'ask for fewer images at a time' };
  }
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  const known = Object.hasOwn(CODES, error.code) ? CODES[error.code] : undefined;
  const isSystems = 'syscall' in error && typeof error.syscall === 'string';
  if (known === undefined) return isSystems ? { what: error.message } : null;
  if (error.code === 'ERR_INVALID_ARG_VALUE' && !error.message.includes('null bytes')) return null;
  const [what, remedy] = known;
  const place = placeOf(error);
  return place === undefined ? { what: `a file ${what} (${error.message})`, remedy } : { what, where: place, remedy };
}

/** The file that could not be had: of two, the one that was to be made. */
function placeOf(error: Error): string | undefined {
  if ('dest' in error && typeof error.dest === 'string') return error.dest;
  if ('path' in error && typeof error.path === 'string') return error.path;
  return undefined;
}
