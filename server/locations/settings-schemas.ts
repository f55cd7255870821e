import { z } from '@hono/zod-openapi'
import {
  type Setting,
  type SettingName,
  type SettingOfKind,
  type SettingValues,
  settingNames,
  settingOf,
} from '#shared/advanced-settings.ts'

/** The structures of the settings that have one. */
const structures: { readonly [Name in SettingOfKind<'json'>]: z.ZodType<SettingValues[Name]> } = {}

type Shape<Values> = { [Name in keyof Values]: z.ZodType<Values[Name]> }

/** A tenant ID or one of the customer's domains. Long enough that anything pasted by mistake gets a reason. */
export const tenantText = z.string().max(2000)

/** What the API accepts for every setting. */
export const settingsTaken = shapeOf((name) => {
  const setting = settingOf(name)
  return setting.kind === 'tenant' ? tenantText.nullable() : schemaOf(setting, name)
}) as Shape<SettingValues>

/** What the API answers for every setting. */
export const settingsAnswered = {
  ...shapeOf((name) => schemaOf(settingOf(name), name)),
  ...Object.fromEntries(
    settingNames
      .filter((name) => settingOf(name).kind === 'since')
      .map((name) => [`${name}Since`, z.string().nullable()]),
  ),
} as Shape<SettingValues & { [Name in SettingOfKind<'since'> as `${Name}Since`]: string | null }>

export function schemaOf(setting: Setting, name: string): z.ZodType {
  switch (setting.kind) {
    case 'tenant':
      return z.guid().nullable()
    case 'switch':
    case 'since':
      return z.boolean()
    case 'date':
      return z.iso.date().nullable()
    case 'number':
      return z.int().min(setting.min).max(setting.max).nullable()
    case 'timeZone':
      return z
        .string()
        .max(64)
        .refine(isTimeZone, 'is not the name of a time zone, such as Europe/Paris')
        .nullable()
    case 'text':
      return z
        .string()
        .trim()
        .min(1)
        .max(setting.maxLength)
        .regex(/^[^\p{Cc}]*$/u, 'has a character that is in no line of text')
        .nullable()
    case 'json':
      return (structures as Record<string, z.ZodType>)[name] ?? z.never()
  }
}

function shapeOf(schema: (name: SettingName) => z.ZodType) {
  return Object.fromEntries(settingNames.map((name) => [name, schema(name)]))
}

/** Whether the platform knows a time zone of this name. An offset alone, such as +02:00, is none: it has no summer. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
