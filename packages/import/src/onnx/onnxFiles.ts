import { lstatSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isPlainName, ONNX_FILE, readRegularFile, type OnnxContents } from '@bcos-bench/formats';
import { Fault, reasonOf } from '@bcos-bench/vocabulary';
import { externalNames } from '@bcos-bench/onnx-file';

/**
 * An ONNX file and those beside it in which its arrays lie, by the names that they have in a checkpoint.
 * @throws Fault where one cannot be read, or would have to be read outside of the file's folder
 */
export function readOnnxFiles(path: string): OnnxContents {
  const content = readFile(path, 'give an ONNX file');
  const names = externalNames(content, path);
  return new Map([[ONNX_FILE, content], ...names.map((name) => [name, readBeside(path, name)] as const)]);
}

/** The paths of the files beside an ONNX file. @throws as `readOnnxFiles` */
export function besideOnnx(path: string): string[] {
  return externalNames(readFile(path, 'give an ONNX file'), path).map((name) => pathBeside(path, name));
}

function readBeside(path: string, name: string): Uint8Array {
  return readFile(pathBeside(path, name), `put it beside ${path}, as the export wrote it`);
}

/** Nothing outside the folder of the ONNX file is read, whatever it says. */
function pathBeside(path: string, name: string): string {
  const bad = (what: string): Fault =>
    new Fault({ what, where: path, remedy: 'export the network again, with its arrays in a file beside it' });
  if (!isPlainName(name))
    throw bad(`keeps arrays in '${name.slice(0, 200)}', which is not the name of a file beside it`);
  const beside = join(dirname(path), name);
  const isLink = lstatSync(beside, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  if (isLink && linkedFolder(beside) !== realpathSync(dirname(path))) {
    throw bad(`keeps arrays in '${name}', which is a link out of its folder`);
  }
  return beside;
}

/** The folder that a link leads to; null where it leads nowhere. */
function linkedFolder(link: string): string | null {
  try {
    return dirname(realpathSync(link));
  } catch {
    return null;
  }
}

function readFile(path: string, remedy: string): Uint8Array {
  try {
    return readRegularFile(path, remedy);
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault({ what: `cannot be read (${reasonOf(error)})`, where: path, remedy }, { cause: error });
  }
}
