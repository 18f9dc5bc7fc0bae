import { agenda } from './agenda.ts'
import { bundle } from './bundle.ts'
import { caseOpen } from './case-open.ts'
import { coldOpen } from './cold-open.ts'
import { decide } from './decide.ts'
import { fanOut } from './fan-out.ts'
import type { Figure } from './figure.ts'
import { importBench } from './import.ts'
import { incremental } from './incremental.ts'
import { initialSync } from './initial-sync.ts'
import { propagation } from './propagation.ts'
import { push } from './push.ts'
import { scheduler } from './scheduler.ts'
import { scopeGiant } from './scope-giant.ts'
import { scope } from './scope.ts'
import { tap } from './tap.ts'

/** `npm run bench -- NAME`: measures and prints one JSON line a figure, its baseline measured in the same run. */
const BENCHES: Record<string, () => Promise<Figure[]>> = {
  agenda,
  bundle,
  'case-open': caseOpen,
  decide,
  'initial-sync': initialSync,
  'cold-open': coldOpen,
  incremental,
  propagation,
  push,
  'fan-out': fanOut,
  scope: async () => [...(await scope()), ...(await scopeGiant())],
  'scope-giant': scopeGiant,
  scheduler,
  tap,
  import: importBench,
}

const [name = ''] = process.argv.slice(2)
const bench = BENCHES[name]
if (bench) for (const figure of await bench()) console.log(JSON.stringify(figure))
else {
  console.error(`npm run bench -- ${Object.keys(BENCHES).join(' | ')}`)
  process.exitCode = 2
}
