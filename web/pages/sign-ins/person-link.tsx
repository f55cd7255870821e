import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { TextLink } from '../../components/text-link.tsx'
import { managesUsers, useSession } from '../../session.ts'
import { userQuery } from '../users/users.queries.ts'
import type { SignIn } from './sign-ins.queries.ts'

/**
 * A link to the explanation on the page of the user whose attempt it was, for readers who may see that user. For
 * others the text alone, or nothing if the text says nothing without the link.
 */
export function PersonLink({
  person,
  children,
  otherwise = null,
}: {
  person: NonNullable<SignIn['person']>
  children: ReactNode
  otherwise?: ReactNode
}) {
  const mayAsk = managesUsers(useSession())
  const { data } = useQuery({ ...userQuery(person.id), enabled: mayAsk, retry: false })
  if (!data) return otherwise
  return (
    <TextLink
      to="/administration/users/$userId"
      params={{ userId: person.id }}
      hash="explain"
      underline="always"
    >
      {children}
    </TextLink>
  )
}
