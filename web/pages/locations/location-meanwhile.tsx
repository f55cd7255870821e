import type { LocationType } from '#shared/roles.ts'
import type { Fields } from '../../components/draft.ts'
import { ChangedMeanwhile } from '../../components/meanwhile.tsx'
import { useMessages } from '../../language.ts'
import type { LocationFields } from './location-form.tsx'

/** A location that someone else has changed, or moved, while the form was open. */
export function LocationChangedMeanwhile({
  opened,
  mine,
  theirs,
  nameOf,
  onDecide,
  onClose,
}: {
  opened: LocationFields
  mine: LocationFields
  theirs: Fields
  nameOf: (id: string) => string | undefined
  /** Gets what is to be saved, and what there is now. */
  onDecide: (values: LocationFields, now: LocationFields) => void
  onClose: () => void
}) {
  const { locations, locationTypes, meanwhile: messages } = useMessages()
  const filled = Object.entries(theirs).map(([field, value]) => [field, value ?? ''])
  const now: LocationFields = { ...opened, ...Object.fromEntries(filled) }
  const wordsOf = (field: string) => {
    if (field === 'parentId')
      return {
        label: messages.parent,
        say: (value: unknown) => nameOf(String(value)) ?? messages.otherLocation,
      }
    if (field === 'type')
      return { label: locations.type, say: (value: unknown) => locationTypes[value as LocationType] }
    return {
      label: locations[field as Exclude<keyof LocationFields, 'parentId' | 'type'>],
      say: (value: unknown) => String(value ?? '') || messages.empty,
    }
  }
  return (
    <ChangedMeanwhile
      opened={opened}
      mine={mine}
      theirs={now}
      wordsOf={wordsOf}
      onClose={onClose}
      onDecide={(values) => onDecide(values as LocationFields, now)}
    />
  )
}
