import { Fault } from '@bcos-bench/vocabulary';

/** The most characters that are said of what is wrong. */
const LONGEST = 400;

/**
 * A fault of an ONNX file, on one line whatever the names in it are.
 * @param what names of the file may stand in it
 */
export function onnxFault(what: string, where: string, remedy: string, cause?: unknown): Fault {
  const line = what.replace(/[\p{C}\s]+/gu, ' ');
  const short = line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
  return new Fault({ what: short, where, remedy }, { cause });
}
