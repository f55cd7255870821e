import { Button, Stack, Text } from '@mantine/core'
import { isRefusal, refusals } from '#shared/refusals.ts'
import { Notice } from '../../components/notice.tsx'
import { WaitingForMicrosoft } from '../../components/waiting-for-microsoft.tsx'
import { useMessages } from '../../language.ts'
import { useSession } from '../../session.ts'
import { useGuidedSignIn } from './use-guided-sign-in.ts'

/** The real sign-in, from the guide. */
export function GuidedSignIn({ chainId }: { chainId: string }) {
  const messages = useMessages()
  const { user } = useSession()
  const signIn = useGuidedSignIn(chainId)
  return (
    <Stack gap="xs" align="flex-start">
      <Text size="sm">
        {messages.setup.guide.yourEmail(user.email)} {messages.setup.guide.signsInAs}
      </Text>
      <Button onClick={() => signIn.start()}>{messages.signIn.microsoft}</Button>
      <GuidedSignInProgress signIn={signIn} />
    </Stack>
  )
}

/** Where the window is, or why the sign-in was refused. */
export function GuidedSignInProgress({ signIn }: { signIn: ReturnType<typeof useGuidedSignIn> }) {
  const { popup } = useMessages()
  const { isWaiting, refusal } = signIn
  return (
    <>
      <div role="status">{isWaiting && <Text size="sm">{popup.waiting}</Text>}</div>
      {isWaiting && (
        <WaitingForMicrosoft
          onAgain={() => signIn.start()}
          onHere={signIn.continueHere}
          onCancel={signIn.cancel}
        />
      )}
      {refusal && <Refused {...refusal} />}
    </>
  )
}

/** What the person who came back reads, in the words of their own page. */
function Refused({ code, reference }: { code: string; reference: string }) {
  const messages = useMessages()
  const words = isRefusal(code) ? messages.refusalWords[refusals[code].told].person : undefined
  return (
    <Notice tone="bad" role="alert" title={messages.setup.guide.comesBack}>
      {words && `${words.sentence} ${words.remedy} `}
      {reference && `${messages.refused.reference}${messages.colon} ${reference}`}
    </Notice>
  )
}
