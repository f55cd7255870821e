import { expect, test } from 'vitest'
import { buildTree, listTargets, mayDo, type Node, pathOf, rowsOf, stepOf } from './tree.ts'

const nodes: Node[] = [
  { id: 'north', parentId: null, type: 'chain', name: 'North Group', code: null },
  { id: 'brand', parentId: 'north', type: 'chain', name: 'Brand', code: null },
  { id: 'coast', parentId: 'north', type: 'region', name: 'Coast', code: 'R1' },
  { id: 'store10', parentId: 'coast', type: 'store', name: 'Store 10', code: 'S10' },
  { id: 'store9', parentId: 'coast', type: 'store', name: 'Store 9', code: 'S9' },
  { id: 'quebec', parentId: 'coast', type: 'store', name: 'Québec', code: 'S11' },
]
const tree = buildTree(nodes, [{ locationId: 'north', actions: ['location.change', 'settings.change'] }])
const names = (open: string[], search = '') =>
  rowsOf(tree, new Set(open), search).map(({ node, level }) => `${'-'.repeat(level)}${node.name}`)

test('a branch shows what hangs under it when it is open, by name as people count', () => {
  expect(names([])).toEqual(['-North Group'])
  expect(names(['north', 'coast'])).toEqual([
    '-North Group',
    '--Brand',
    '--Coast',
    '---Québec',
    '---Store 9',
    '---Store 10',
  ])
})

test.each([
  ['quebec', ['-North Group', '--Coast', '---Québec']],
  ['  STORE 10 ', ['-North Group', '--Coast', '---Store 10']],
  ['s9', ['-North Group', '--Coast', '---Store 9']],
  ['nowhere', []],
])('a search for %j shows what fits it, and what that hangs under', (search, found) => {
  expect(names([], search)).toEqual(found)
})

test('a screen reader is told how deep a line is, which of how many, and whether it is open', () => {
  expect(rowsOf(tree, new Set(['north']), '').at(-1)).toMatchObject({
    level: 2,
    position: 2,
    siblings: 2,
    isOpen: false,
  })
})

test('who reaches one store sees it at the top of their tree (R22)', () => {
  const one = buildTree(nodes.slice(-1), [{ locationId: 'quebec', actions: [] }])
  expect(rowsOf(one, new Set(), '')).toMatchObject([{ node: { id: 'quebec' }, level: 1, isOpen: undefined }])
  expect(mayDo(one, 'location.change', 'quebec')).toBe(false)
})

test('a right holds where it is given and under it, not beside it (R22)', () => {
  const manager = buildTree(nodes, [{ locationId: 'coast', actions: ['location.change'] }])
  expect(mayDo(manager, 'location.change', 'store9')).toBe(true)
  expect(mayDo(manager, 'location.change', 'brand')).toBe(false)
  expect(mayDo(manager, 'location.change', 'north')).toBe(false)
  expect(mayDo(manager, 'settings.change', 'coast')).toBe(false)
})

test('a location may be moved to what it fits under, not to itself, under itself, or where it is', () => {
  const targets = (id: string) => listTargets(tree, tree.byId.get(id) as Node).map((node) => node.id)
  expect(targets('store9')).toEqual(['north', 'brand'])
  expect(targets('coast')).toEqual(['brand'])
  expect(targets('brand')).toEqual([])
})

test.each([
  ['ArrowDown', 0, { goTo: 1 }],
  ['ArrowUp', 0, { goTo: 0 }],
  ['End', 0, { goTo: 5 }],
  ['Home', 5, { goTo: 0 }],
  ['ArrowRight', 2, { goTo: 3 }],
  ['ArrowLeft', 2, { toggle: 'coast' }],
  ['ArrowLeft', 4, { goTo: 2 }],
  ['ArrowRight', 4, undefined],
  ['a', 0, undefined],
])('%s on line %i leads to %j', (key, at, step) => {
  expect(stepOf(key, rowsOf(tree, new Set(['north', 'coast']), ''), at)).toEqual(step)
})

test('five thousand stores under one region are quick to lay out and to search', () => {
  const stores = Array.from({ length: 5000 }, (_, i): Node => {
    return { id: `s${i}`, parentId: 'coast', type: 'store', name: `Store ${i}`, code: `C${i}` }
  })
  const large = buildTree([...nodes.slice(0, 3), ...stores], [])
  expect(rowsOf(large, new Set(['north', 'coast']), '')).toHaveLength(5003)
  expect(rowsOf(large, new Set(), 'store 4999')).toHaveLength(3)
  expect(pathOf(large, 's4999').map(({ id }) => id)).toEqual(['s4999', 'coast', 'north'])
})
