/** How tools write JSON for machines: one document, indented, with a line end. */
export function jsonText(document: object): string {
  return `${JSON.stringify(document, undefined, 2)}\n`
}
