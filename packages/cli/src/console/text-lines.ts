/** Standard input as lines, as Java reads them: ended by LF, CR LF or CR; the last one needs no end. UTF-8. */
export async function* textLines(input: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let pending = ''
  for await (const bytes of input) {
    pending += decoder.decode(bytes, { stream: true })
    // A CR at the end may be the first half of CR LF: it waits for the next chunk.
    const whole = pending.endsWith('\r') ? pending.slice(0, -1) : pending
    const lines = whole.split(/\r\n|\n|\r/)
    pending = (lines.pop() ?? '') + pending.slice(whole.length)
    yield* lines
  }
  pending += decoder.decode()
  if (pending !== '') yield pending.replace(/\r$/, '')
}
