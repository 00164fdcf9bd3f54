/** The element of a list at a place that the list has. @throws RangeError where it has none, which is a bug of ours */
export function at<T>(list: ArrayLike<T>, place: number): T {
  const element = list[place];
  if (element === undefined) throw missing(list, place);
  return element;
}

/** The last element of a list that has one. @throws RangeError where it is empty, which is a bug of ours */
export function last<T>(list: ArrayLike<T>): T {
  return at(list, list.length - 1);
}

/** The element of a list of one, such as the numbers of a scalar. @throws RangeError where there are none or more, which is a bug of ours */
export function only<T>(list: ArrayLike<T>): T {
  if (list.length !== 1) throw new RangeError(`the list has ${list.length} elements, not one`);
  return at(list, 0);
}

/** The value of a map under a key that the map has. @throws RangeError where it has none, which is a bug of ours */
export function lookUp<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = map.get(key);
  if (value === undefined) throw new RangeError(`nothing is under ${String(key)}, among ${map.size}`);
  return value;
}

/**
 * `at` for loops over bytes. A function that sees one kind of array costs no more than the brackets do, and `at`, which sees all kinds,
 * some twenty times as much.
 */
export function byteAt(bytes: Uint8Array, place: number): number {
  const byte = bytes[place];
  if (byte === undefined) throw missing(bytes, place);
  return byte;
}

/** `at` for loops over numbers of float32: see `byteAt`. */
export function float32At(values: Float32Array, place: number): number {
  const value = values[place];
  if (value === undefined) throw missing(values, place);
  return value;
}

/** `at` for loops over numbers of float64: see `byteAt`. */
export function float64At(values: Float64Array, place: number): number {
  const value = values[place];
  if (value === undefined) throw missing(values, place);
  return value;
}

function missing(list: ArrayLike<unknown>, place: number): RangeError {
  return new RangeError(`there is no element ${place}: the list has ${list.length}`);
}
