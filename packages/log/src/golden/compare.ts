/**
 * Differences between what is expected and what is there, as lines that name the place. Only expected
 * fields count.
 */
export function differences(expected: unknown, actual: unknown, place: string): string[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [`${place}: expected a list, got ${show(actual)}`]
    const problems =
      expected.length === actual.length
        ? []
        : [`${place}: ${expected.length} expected, ${actual.length} there`]
    for (const [index, item] of expected.entries()) {
      if (problems.length > 8) break
      if (index < actual.length) problems.push(...differences(item, actual[index], `${place}[${index}]`))
    }
    return problems
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof actual !== 'object' || actual === null)
      return [`${place}: ${show(expected)} expected, ${show(actual)} there`]
    const there = actual as Record<string, unknown>
    return Object.entries(expected).flatMap(([key, value]) =>
      differences(value, there[key], `${place}.${key}`),
    )
  }
  return Object.is(expected, actual) ? [] : [`${place}: ${show(expected)} expected, ${show(actual)} there`]
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 80 ? `${text.slice(0, 80)}...` : text
}
