import fc from 'fast-check'

const NASTY: unknown[] = [
  null,
  true,
  0,
  -1,
  0.1,
  1e308,
  2 ** 31,
  2 ** 53,
  '',
  ' ',
  'nobody',
  '\u0000',
  '\ud800',
  '2026-02-30',
  '0000-00-00',
  "'; drop table entries; --",
  'x'.repeat(70_000),
  [],
  {},
  [[[[[[]]]]]],
  { length: -1 },
  { ['__proto__']: { isAdmin: true } },
]

type Place = readonly (string | number)[]

/** A valid body with one to three of its values left out, doubled, or put in place by what nobody means. */
export function spoiled(valid: object): fc.Arbitrary<unknown> {
  const places = placesIn(valid, [])
  const spoiling = fc.record({
    place: fc.constantFrom(...places),
    how: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...NASTY).map((value) => ({ do: 'replace' as const, value })) },
      { weight: 2, arbitrary: fc.jsonValue().map((value) => ({ do: 'replace' as const, value })) },
      { weight: 2, arbitrary: fc.constant({ do: 'leaveOut' as const }) },
      { weight: 1, arbitrary: fc.constant({ do: 'add' as const }) },
    ),
  })
  return fc.array(spoiling, { minLength: 1, maxLength: 3 }).map((all) => {
    const body: unknown = structuredClone(valid)
    for (const { place, how } of all) spoil(body, place, how)
    return body
  })
}

function spoil(
  body: unknown,
  place: Place,
  how: { do: 'replace'; value: unknown } | { do: 'leaveOut' | 'add' },
): void {
  let at = body
  for (const key of place.slice(0, -1)) {
    if (typeof at !== 'object' || at === null) return
    at = Reflect.get(at, key)
  }
  const key = place.at(-1)
  if (typeof at !== 'object' || at === null || key === undefined) return
  if (how.do === 'replace') Reflect.set(at, key, structuredClone(how.value))
  else if (how.do === 'leaveOut') Reflect.deleteProperty(at, key)
  else Reflect.set(at, Array.isArray(at) ? at.length : 'unheardOf', Reflect.get(at, key))
}

function placesIn(value: unknown, place: Place): Place[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...place, Array.isArray(value) ? Number(key) : key]
    return [here, ...placesIn(inner, here)]
  })
}
