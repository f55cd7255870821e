import { Button, type ButtonProps } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api, RefusedRequest } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import { openMicrosoftWindow } from '../../components/microsoft-window.ts'
import { Notice } from '../../components/notice.tsx'
import { useFirstMessages } from '../../language.ts'
import { goTo } from '../../shared-computer.ts'

/** *Connect with Microsoft* (R4): opens Microsoft's page, and Advanced, where the answer is waited for. */
export function ConnectButton({ chainId, children, ...props }: { chainId: string } & ButtonProps) {
  const { connect } = useFirstMessages()
  const navigate = useNavigate()
  const starting = useMutation({
    mutationFn: () => start(chainId),
    onSuccess: ({ id }) =>
      void navigate({
        to: '/administration/locations',
        search: { location: chainId, section: 'advanced', connect: id },
      }),
  })
  const { error } = starting
  const isThrottled = error instanceof RefusedRequest && error.code === 'throttled'
  return (
    <>
      <Button {...props} loading={starting.isPending} onClick={() => starting.mutate()}>
        {children ?? connect.start}
      </Button>
      {error && (
        <Notice tone="bad" role="alert">
          {isThrottled ? connect.throttled : connect.failedToStart}
        </Notice>
      )}
    </>
  )
}

/** The window is opened by the click, empty, and gets its address once the server has returned one. */
async function start(chainId: string) {
  const popup = openMicrosoftWindow()
  try {
    const started = await parseResponse(
      api.locations[':id'].advanced.connect.$post({ param: { id: chainId } }),
    )
    if (popup) popup.location.replace(`${started.address}&display=popup`)
    else goTo(started.address)
    return started
  } catch (error) {
    popup?.close()
    throw error
  }
}
