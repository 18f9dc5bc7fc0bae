import type { ISql, ParameterOrJSON, Sql, UnsafeQueryOptions } from 'postgres'

/** A list in the text: its length varies, and a statement for each length would be kept as long as the connection. */
const VARIES = /\bin \(\$|\), \(\$/i

/**
 * The ORM sends its statements unprepared, and every one then costs a second round trip and a plan of its own.
 * Through this client those whose text is always the same are prepared, once on each connection.
 */
export function preparing(client: Sql): Sql {
  return new Proxy(client, {
    get(target, name) {
      if (name === 'unsafe') return unsafeOf(target)
      if (name === 'begin')
        return (work: (tx: object) => Promise<unknown>) =>
          target.begin((tx) =>
            work(
              new Proxy(tx, {
                get: (inner, of) => (of === 'unsafe' ? unsafeOf(inner) : boundTo(inner, of)),
              }),
            ),
          )
      return boundTo(target, name)
    },
  })
}

function unsafeOf(client: ISql) {
  return (text: string, values: ParameterOrJSON<never>[] = [], options: UnsafeQueryOptions = {}) =>
    client.unsafe(text, values, { ...options, prepare: values.length > 0 && !VARIES.test(text) })
}

function boundTo(client: object, name: string | symbol): unknown {
  const value: unknown = Reflect.get(client, name, client)
  return typeof value === 'function' ? (value.bind(client) as unknown) : value
}
