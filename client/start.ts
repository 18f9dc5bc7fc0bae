import { builtAs } from './picture/picture.ts'
import { showPicture } from './picture/show-picture.ts'
import { browserKeep } from './session/kept.ts'
import { PREFIX } from './session/replica-names.ts'
import { applyTheme, keptTheme } from './shell/theme.ts'

applyTheme(keptTheme())
await showPicture(browserKeep, builtAs(), `${PREFIX}outbox`)
await import('./main.ts')
