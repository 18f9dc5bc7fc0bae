import type { Mutant } from './mutant.ts'
import { OF_THE_DEVICE } from './of-the-device.ts'
import { OF_THE_ORDER } from './of-the-order.ts'
import { OF_THE_SERVER } from './of-the-server.ts'

export const MUTANTS: readonly Mutant[] = [...OF_THE_ORDER, ...OF_THE_SERVER, ...OF_THE_DEVICE]
