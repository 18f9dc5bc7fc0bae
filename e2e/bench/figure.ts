/** One measured figure. `ratio` is to `against`, measured in the same run. */
export type Figure = { name: string; value: number; unit: string; ratio?: number; against?: string }
