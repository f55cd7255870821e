/** What opens over a page, of whatever page: loaded at one go (web/load-overlays.ts), with the styles of all that the first page lacks. */
import '../controls.css'

export { AskedDialog } from './asked-dialog.tsx'
export { DisturbanceAlert } from './disturbance-alert.tsx'
export { Finder } from './finder.tsx'
export { LeaveMenu } from './leave-menu.tsx'
export { SaidNote } from './said-note.tsx'
export { SharedBar } from './shared-bar.tsx'
