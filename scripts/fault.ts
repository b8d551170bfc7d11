/** A way in which programs like this one have lost work elsewhere, as a change of ours: in a file, one text by another. */
export type Fault = { name: string; patches: { file: string; search: string; replacement: string }[] }

export function fault(name: string, file: string, search: string, replacement: string): Fault {
  return { name, patches: [{ file, search, replacement }] }
}
