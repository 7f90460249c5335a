const VERSION = /^(\d+)\.(\d+)\.(\d+)$/;

/** Throws, with a sentence for a person, unless stores accept `next` as newer than, or equal to, `current`. */
export function assertReleasable(next: string, current: string): void {
  const [parts, before] = [VERSION.exec(next), VERSION.exec(current)];
  if (!parts) throw new Error(`"${next}" is no version: three numbers are needed, such as 1.2.0.`);
  if (!before) throw new Error(`package.json says "${current}", which is no version.`);
  // Chrome allows four numbers of at most 65535.
  if (parts.slice(1).some((part) => Number(part) > 65535))
    throw new Error(`A number in ${next} is above 65535.`);
  if (compare(parts, before) < 0)
    throw new Error(`${next} is older than ${current}, the version in package.json.`);
}

function compare(a: RegExpExecArray, b: RegExpExecArray): number {
  for (const at of [1, 2, 3]) {
    const difference = Number(a[at]) - Number(b[at]);
    if (difference !== 0) return difference;
  }
  return 0;
}
