import { createHmac, timingSafeEqual } from 'node:crypto';

const MARK = Buffer.from('bcos-bench sealed result 1\n');
const DIGEST_BYTES = 32;

/**
 * An archive with what proves it to be the result of `hash`, whole: a mark and the HMAC-SHA-256 (RFC 2104) of hash and archive,
 * behind it. Nx's reader stops at the archive's end, so a sealed archive is still one that Nx can read.
 * @param key a secret that whoever writes results shares with whoever reads them; with an empty one, the seal proves that nothing
 *   was damaged or mixed up, but not that nobody forged it
 */
export function seal(hash: string, archive: Buffer, key: string): Buffer {
  return Buffer.concat([archive, MARK, digest(hash, archive, key)]);
}

/** The archive within a sealed one; null where it is not the whole result of `hash`, sealed with `key`. */
export function unseal(hash: string, sealed: Buffer, key: string): Buffer | null {
  const end = sealed.length - MARK.length - DIGEST_BYTES;
  if (end < 0 || !sealed.subarray(end, end + MARK.length).equals(MARK)) return null;
  const archive = sealed.subarray(0, end);
  return timingSafeEqual(sealed.subarray(end + MARK.length), digest(hash, archive, key)) ? archive : null;
}

function digest(hash: string, archive: Buffer, key: string): Buffer {
  return createHmac('sha256', key).update(MARK).update(`${hash}\n`).update(archive).digest();
}
