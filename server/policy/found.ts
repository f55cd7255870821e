import type { Said } from '#shared/aadsts/said.ts'
import type { Check } from '#shared/checks.ts'
import type { AllClear, Reason } from '#shared/explanation.ts'
import type { Refusal } from '#shared/refusals.ts'
import type { NamedAccount } from './accounts.ts'
import type { Stranger } from './strangers.ts'

/** Why a person cannot sign in, or that nothing is known to stand in the way. */
export type Why = Reason | AllClear | Refusal

/** A why, with what it was found with. */
export type Found = {
  why: Why
  /** The account it was found with. */
  account: NamedAccount | null
  address: string | null
  /** The home tenant of the person's address according to Microsoft, if the chain's tenant is wrong. */
  tenantId: string | null
  reference: string | null
  said: Said | null
  /** Microsoft's number, where the cause is what Microsoft said. */
  aadsts: number | null
  /** Only what was typed says that it was this person. */
  typedOnly: boolean
  /** What an answer of Microsoft's was checked for, where the cause is that it was not accepted. */
  checks: readonly Check[]
  /** Someone else who tried with this person's address. */
  stranger: Stranger | null
}
