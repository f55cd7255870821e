import type { WaveNotice } from '#server/policy/roll-out.ts'

/**
 * The kinds of mail, each with what it speaks of, as far as that decides whether it still goes out: IDs, days, digests of
 * links. It is stored beside the letter. To add a kind, add a line, then follow the compiler to its rule
 * (`server/mail-rules.ts`).
 */
export type About =
  /** What has happened, told to those whom it concerned then. */
  | { kind: 'notice' }
  /** What has begun by the clock. */
  | { kind: 'wave_begun' }
  /** A plan for days to come, as it was saved at a moment. */
  | { kind: 'planned'; planChainId: string; plannedAt: string }
  | { kind: 'welcome'; door: 'password' | 'microsoft' }
  | { kind: 'reset' }
  | { kind: 'use_microsoft' }
  | { kind: 'way_back'; chainId: string }
  /** @property email the address that the letter names, or would. */
  | {
      kind: 'microsoft_only'
      because: 'wave' | 'exception'
      chainId: string
      startsOn: string
      notice: WaveNotice
      email: string
    }
  | { kind: 'device_link'; linkDigest: string }
  | { kind: 'confirm_address'; changeId: string }
  | { kind: 'question'; questionId: string }
  | { kind: 'consent_kit'; kitId: string }
  | { kind: 'manager_message' }
  /** Managers of the chain are told the names, all others only that something was done: then it has no `chainId`. */
  | { kind: 'unmatched'; planChainId: string; startsOn: string; chainId?: string }
  | { kind: 'exception_ends'; chainId: string; userId: string; endsOn: string }
  | { kind: 'accounts_end'; accounts: readonly { userId: string; endsOn: string }[] }
  | { kind: 'help_requests'; requests: readonly { personId: string | null; chainId: string | null }[] }

export type MailKind = About['kind']
export type AboutA<K extends MailKind> = Extract<About, { kind: K }>
