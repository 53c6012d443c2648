/** A wall-clock time in local time, by a pattern of Java's letters: y, M, d, H, m, s, S; others are themselves. */
export function dateText(wallMs: number, pattern: string): string {
  const date = new Date(wallMs)
  const parts: Readonly<Record<string, number>> = {
    y: date.getFullYear(),
    M: date.getMonth() + 1,
    d: date.getDate(),
    H: date.getHours(),
    m: date.getMinutes(),
    s: date.getSeconds(),
    S: date.getMilliseconds(),
  }
  return pattern.replace(/([yMdHmsS])\1*/g, (letters) =>
    String(parts[letters.charAt(0)] ?? '').padStart(letters.length, '0'),
  )
}
