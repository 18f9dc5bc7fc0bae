import type { Component } from 'vue'
import type { RouteLocationRaw } from 'vue-router'
import type { Hue } from '../ui/hue.ts'

/** A command, or something found and where it is. */
export type PaletteRow = {
  key: string
  label: string
  to: RouteLocationRaw | (() => void)
  detail?: string
  icon?: Component
  hue?: Hue
  keys?: string
}
