import type { OpenAPIHono } from '@hono/zod-openapi'
import { html } from 'hono/html'
import { readAsset } from '#server/pages/assets.ts'
import { type Html, page } from '#server/pages/layout.ts'
import type { Web } from '#server/platform/web.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'

type Description = ReturnType<OpenAPIHono<Web>['getOpenAPI31Document']>
type PathItem = NonNullable<Description['paths']>[string]
type Operation = NonNullable<PathItem['get']>
type Parameter = NonNullable<Operation['parameters']>[number]
type Schema = NonNullable<NonNullable<Description['components']>['schemas']>[string]
type Route = { method: Method; path: string; operation: Operation }

/** The style of this page, besides that of every page. */
export const apiDocsStyle = readAsset('./assets/api-docs.css', import.meta.url)

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const
type Method = (typeof methods)[number]

/**
 * The description of the API for people: every route by area, made from the same document that programs read. The
 * document's own texts are in English, whatever the language of the page.
 */
export function apiDocsPage(language: Language, description: Description): Html {
  const { apiDocs: words } = messages[language]
  const areas = Object.entries(Object.groupBy(routesOf(description), areaOf))
  const types = Object.entries(description.components?.schemas ?? {})
  const body = html`
<h1>${words.title}</h1>
<p>${words.intro} <a href="/api/v1/openapi.json">openapi.json</a></p>
<p>${words.authentication}</p>
<p>${words.failures}</p>
<nav aria-label="${words.areas}"><ul>
${areas.map(([area]) => html`<li lang="en"><a href="#${anchorOf(area)}">${area}</a></li>\n`)}<li><a href="#types">${words.types}</a></li>
</ul></nav>
${areas.map(([area, routes = []]) => html`<section lang="en"><h2 id="${anchorOf(area)}">${area}</h2>${routes.map((route) => routeArticle(language, route))}</section>`)}
<section><h2 id="types">${words.types}</h2>
${types.map(([name, schema]) => html`<article lang="en"><h3 id="type-${name}">${name}</h3><pre tabindex="0">${shapeOf(schema)}</pre></article>\n`)}</section>
`
  return page(language, { title: words.title, body, style: apiDocsStyle })
}

function routesOf({ paths = {} }: Description): Route[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method]
      return operation ? [{ method, path, operation }] : []
    }),
  )
}

/** The area that a route names, otherwise the first part of its address. */
function areaOf({ path, operation }: Route): string {
  const [part = ''] = path.slice(1).split('/')
  return operation.tags?.[0] ?? (part.charAt(0).toUpperCase() + part.slice(1)).replaceAll('-', ' ')
}

const anchorOf = (area: string) => area.toLowerCase().replaceAll(/\W+/g, '-')

function routeArticle(language: Language, { method, path, operation }: Route): Html {
  const words = messages[language].apiDocs
  const { summary, description, parameters = [], requestBody, responses = {} } = operation
  const bodies = requestBody && 'content' in requestBody ? Object.entries(requestBody.content) : []
  const label = (text: string) => html`<h4 lang="${language}">${text}</h4>`
  return html`
<article>
<h3><code>${method.toUpperCase()} /api/v1${path}</code></h3>
<p><strong>${summary}</strong></p>
${description ? html`<p>${prose(description)}</p>` : ''}
${parameters.length > 0 ? html`${label(words.parameters)}<ul>${parameters.map((one) => parameterItem(language, one))}</ul>` : ''}
${bodies.map(([type, { schema }]) => html`${label(words.body)}<p><code>${type}</code></p><pre tabindex="0">${schema ? shapeOf(schema) : ''}</pre>`)}
${label(words.answers)}
<dl>${Object.entries(responses).map(([status, answer]) => answerItem(status, answer))}</dl>
</article>`
}

function parameterItem(language: Language, parameter: Parameter): Html {
  if ('$ref' in parameter) return shapeOf(parameter)
  const { name, in: where, required, schema } = parameter
  const words = messages[language].apiDocs
  return html`<li><code>${name}: ${schema ? shapeOf(schema) : 'string'}</code> <span lang="${language}">(${where === 'path' ? words.inPath : words.inQuery}${required ? `, ${words.required}` : ''})</span></li>`
}

type Answer = { description?: string; content?: Record<string, { schema?: Schema }> }

function answerItem(status: string, { description, content = {} }: Answer): Html {
  return html`<dt><code>${status}</code></dt>
<dd>${prose(description ?? '')}${Object.entries(content).map(
    ([type, { schema }]) =>
      html`<p><code>${type}</code></p><pre tabindex="0">${schema ? shapeOf(schema) : ''}</pre>`,
  )}</dd>`
}

/** Text between backticks is code. */
function prose(text: string): Html {
  return html`${text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`
}

/** What a schema accepts, written much like TypeScript. A named schema is a link to its definition. */
function shapeOf(schema: Schema, indent = ''): Html {
  if ('$ref' in schema) {
    const name = schema.$ref?.split('/').at(-1) ?? ''
    return html`<a href="#type-${name}">${name}</a>`
  }
  const { enum: values, anyOf, oneOf, allOf, items, properties, additionalProperties: rest } = schema
  if (values) return html`${values.map((value) => JSON.stringify(value)).join(' | ')}`
  const either = anyOf ?? oneOf
  if (either) return joined(either, ' | ', indent)
  if (allOf) return joined(allOf, ' & ', indent)

  const kinds = [schema.type ?? []].flat()
  const orNull = kinds.length > 1 && kinds.includes('null') ? ' | null' : ''
  if (kinds.includes('array')) return html`Array<${items ? shapeOf(items, indent) : 'any'}>${orNull}`
  if (properties) {
    const deeper = `${indent}  `
    const fields = Object.entries(properties).map(
      ([name, field]) =>
        html`\n${deeper}${name}${schema.required?.includes(name) ? '' : '?'}: ${shapeOf(field, deeper)}`,
    )
    return html`{${fields}\n${indent}}${orNull}`
  }
  if (typeof rest === 'object') return html`{ [name]: ${shapeOf(rest, indent)} }${orNull}`
  const kind = kinds.filter((one) => one !== 'null').join(' | ') || 'any'
  return html`${kind}${schema.format ? ` (${schema.format})` : ''}${orNull}`
}

function joined(schemas: readonly Schema[], between: string, indent: string): Html {
  return html`${schemas.map((one, index) => html`${index > 0 ? between : ''}${shapeOf(one, indent)}`)}`
}
