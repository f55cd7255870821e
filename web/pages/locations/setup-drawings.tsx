import { useMessages } from '../../language.ts'
import classes from './setup-guide.module.css'

/**
 * Where the tenant ID is in the Microsoft Entra admin center. It is drawn, so that it is right in every language and
 * theme.
 */
export function OverviewDrawing() {
  const { overview, drawing } = useMessages().setup.guide
  return (
    <figure className={classes.figure}>
      <svg viewBox="0 0 360 150" role="img" aria-label={overview.alt} className={classes.drawing}>
        <rect x="0.5" y="0.5" width="359" height="149" rx="6" className={classes.paper} />
        <rect x="0.5" y="0.5" width="92" height="149" rx="6" className={classes.side} />
        <rect x="12" y="16" width="60" height="6" rx="3" className={classes.line} />
        <rect x="8" y="32" width="78" height="20" rx="4" className={classes.chosen} />
        <text x="14" y="46" className={classes.menu} textLength={overview.menu.length > 14 ? 66 : undefined}>
          {overview.menu}
        </text>
        <rect x="12" y="64" width="50" height="6" rx="3" className={classes.line} />
        <rect x="12" y="80" width="58" height="6" rx="3" className={classes.line} />
        <text x="108" y="34" className={classes.label}>
          {overview.name}
        </text>
        <rect x="212" y="26" width="90" height="8" rx="4" className={classes.line} />
        <rect x="100" y="46" width="252" height="32" rx="6" className={classes.mark} />
        <text x="108" y="66" className={classes.strong}>
          {overview.tenantId}
        </text>
        <text x="212" y="66" className={classes.value}>
          3f0c9a52-6d1b-4e8e-…
        </text>
        <text x="108" y="100" className={classes.label}>
          {overview.domain}
        </text>
        <rect x="212" y="92" width="110" height="8" rx="4" className={classes.line} />
      </svg>
      <figcaption className={classes.caption}>{drawing}</figcaption>
    </figure>
  )
}

/** Microsoft's request, and the button to press. */
export function RequestDrawing() {
  const { request, drawing } = useMessages().setup.guide
  return (
    <figure className={classes.figure}>
      <svg viewBox="0 0 260 160" role="img" aria-label={request.alt} className={classes.small}>
        <rect x="0.5" y="0.5" width="259" height="159" rx="6" className={classes.paper} />
        <rect x="16" y="16" width="80" height="6" rx="3" className={classes.line} />
        <text x="16" y="46" className={classes.strong}>
          {request.title}
        </text>
        <text x="16" y="66" className={classes.label}>
          TMAS
        </text>
        <rect x="16" y="78" width="180" height="6" rx="3" className={classes.line} />
        <rect x="16" y="92" width="150" height="6" rx="3" className={classes.line} />
        <rect x="84" y="118" width="72" height="26" rx="3" className={classes.button} />
        <text x="120" y="135" textAnchor="middle" className={classes.label}>
          {request.cancel}
        </text>
        <rect x="164" y="114" width="84" height="34" rx="6" className={classes.mark} />
        <rect x="170" y="118" width="72" height="26" rx="3" className={classes.primary} />
        <text x="206" y="135" textAnchor="middle" className={classes.onPrimary}>
          {request.accept}
        </text>
      </svg>
      <figcaption className={classes.caption}>{drawing}</figcaption>
    </figure>
  )
}
