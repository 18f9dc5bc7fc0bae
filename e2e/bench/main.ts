import { agenda } from './agenda.ts'
import { assignBench } from './assign.ts'
import { bundle } from './bundle.ts'
import { capture } from './capture.ts'
import { caseOpen } from './case-open.ts'
import { coldOpen } from './cold-open.ts'
import { dailyRun } from './daily-run.ts'
import { decide } from './decide.ts'
import { fanOut } from './fan-out.ts'
import type { Figure } from './figure.ts'
import { gallery } from './gallery.ts'
import { importBench } from './import.ts'
import { incremental } from './incremental.ts'
import { initialSync } from './initial-sync.ts'
import { propagation } from './propagation.ts'
import { push } from './push.ts'
import { scheduler } from './scheduler.ts'
import { scopeGiant } from './scope-giant.ts'
import { scope } from './scope.ts'
import { tap } from './tap.ts'
import { upload } from './upload.ts'

/** `npm run bench -- NAME`: measures and prints one JSON line a figure, its baseline measured in the same run. */
const BENCHES: Record<string, () => Promise<Figure[]>> = {
  agenda,
  assign: assignBench,
  bundle,
  capture,
  'case-open': caseOpen,
  'daily-run': dailyRun,
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
  gallery,
  upload,
  import: importBench,
}

const [name = ''] = process.argv.slice(2)
const bench = BENCHES[name]
if (bench) for (const figure of await bench()) console.log(JSON.stringify(figure))
else {
  console.error(`npm run bench -- ${Object.keys(BENCHES).join(' | ')}`)
  process.exitCode = 2
}
