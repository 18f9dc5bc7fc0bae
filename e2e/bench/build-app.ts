import { buildClientIfStale } from '../../server/build-client.ts'

await buildClientIfStale()
