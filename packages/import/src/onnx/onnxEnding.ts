/** Whether a file is an ONNX network, by its name: the format has no signature. */
export function isOnnxFile(path: string): boolean {
  return path.toLowerCase().endsWith('.onnx');
}
