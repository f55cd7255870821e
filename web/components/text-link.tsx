import { Anchor } from '@mantine/core'
import { createLink } from '@tanstack/react-router'

/** A link in a text or a list that leads to another page of the console, without loading the console again. */
export const TextLink = createLink(Anchor<'a'>)
