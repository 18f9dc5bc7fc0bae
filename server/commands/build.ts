import { buildClient } from '../build-client.ts'
import { runMain } from '../run-main.ts'

await runMain(buildClient)
