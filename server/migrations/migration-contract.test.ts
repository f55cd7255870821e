import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { tryMigration } from '#server/testing/migration-trial.ts'
import { migrationScene } from '#server/testing/migrations.ts'
import { testDatabase } from '#server/testing/test-database.ts'
import { migrate } from './migrate.ts'
import { landedMigrations, readMigration } from './migration-files.ts'

const scene = migrationScene('contract')
const { url, log } = scene

/** The last file from before there was a contract. */
const lastBefore = '0061_whose_browser.sql'

test('every migration since 0062 keeps the contract', async () => {
  const migrations = await landedMigrations()
  await scene.remove('0001_shops.sql')
  await scene.remove('0002_shelves.sql')
  for (const { name } of migrations.filter(({ name }) => name <= lastBefore))
    await copyFile(join(import.meta.dirname, '../../migrations', name), join(scene.directory, name))
  await migrate(url, { log, directory: scene.directory })
  for (const migration of migrations.filter(({ name }) => name > lastBefore))
    expect({ name: migration.name, faults: await tryMigration(url, migration) }).toEqual({
      name: migration.name,
      faults: [],
    })
})

/** A small database with what examples need. */
const examples = await testDatabase()
afterAll(examples.close)
await examples.asOwner(`
  create table shop (id int primary key, name text, city text);
  create index shop_by_name on shop (name);
  create unique index shop_once on shop (city);
  alter table shop add constraint has_city check (city is not null);
  alter table shop add constraint counted check (id > 0) not valid;
  create table shelf (shop_id int);
  create table rack (shop_id int, width int default 1);
  create index rack_by_shop on rack (shop_id);
  create function shop_name(of int) returns text language sql as $$ select 'North' $$;
  insert into shop values (1, 'North', 'Bergen');
  insert into shelf values (1)`)

const faultsOf = (text: string) =>
  tryMigration(examples.ownerUrl, readMigration('0070_tried.sql', text), { isUndone: true })

test.each([
  [
    'an index',
    'create index shop_again on shop (name);',
    'builds the index shop_again while no one can write shop',
  ],
  ['a unique constraint', 'alter table shop add unique (name);', 'builds the index shop_name_key'],
  ['another type', 'alter table shop alter column id type bigint;', 'writes all of shop again'],
  [
    'a default that differs by row',
    'alter table shop add column key uuid default gen_random_uuid();',
    'writes all of shop again',
  ],
  ['a check', 'alter table shop add check (id > 0);', 'reads all of shop while no one can write it'],
  [
    'a reference',
    'alter table shelf add foreign key (shop_id) references shop (id);',
    'reads all of shelf while no one can write it',
  ],
  [
    'a check that is validated too early',
    'alter table shop add constraint c check (id > 0) not valid; alter table shop validate constraint c;',
    'reads all of shop while no one can write it',
  ],
  [
    'what must not be empty',
    'alter table shop alter column name set not null;',
    'Add a constraint as “not valid”',
  ],
  ['rows that change', "update shop set name = 'North';", 'changes rows of shop in one transaction'],
  [
    'rows that change where no one sees it',
    'do $$ begin delete from shelf; end $$;',
    'changes rows of shelf in one transaction',
  ],
  [
    'two tables',
    'alter table shop add column open bool; alter table shelf add column open bool;',
    'keeps others out of shelf and shop at the same time',
  ],
  [
    'another table that is read meanwhile',
    'alter table shop add column open bool; do $$ begin perform from shelf; end $$;',
    'reads all of shelf while no one can write shop',
  ],
  [
    'a reference that an index answers',
    'alter table rack add foreign key (shop_id) references shop (id);',
    'checks all rows for the constraint rack.rack_shop_id_fkey',
  ],
  [
    'a check of what is there',
    'alter table rack add constraint wide check (width > 0);',
    'checks all rows for the constraint rack.wide',
  ],
  [
    'a new column that must not be empty',
    'alter table rack add column depth int not null;',
    'requires rack.depth, which programs of the release before may leave empty',
  ],
  [
    'a column that must not be empty from now on',
    'alter table rack add constraint placed check (shop_id is not null) not valid;',
    'requires rack.shop_id, which',
  ],
  [
    'a default that goes',
    'alter table rack alter column width drop default;',
    'takes the default of rack.width away',
  ],
  ['a column that goes', 'alter table shop drop column name;', 'takes column shop.name (text) away'],
  [
    'a column with another name',
    'alter table shop rename name to title;',
    'takes column shop.name (text) away',
  ],
  ['a table that goes', 'drop table shelf;', 'takes table shelf away'],
  ['a table with another name', 'alter table shelf rename to board;', 'takes table shelf away'],
  [
    'a function with other arguments',
    "drop function shop_name; create function shop_name(of bigint) returns text language sql as $$ select '' $$;",
    'takes function shop_name(integer) away',
  ],
  [
    'an index that goes',
    '-- runs: concurrently\ndrop index concurrently if exists shop_by_name;',
    'takes index shop_by_name away',
  ],
])('a migration with %s is refused, with what to do instead', async (_what, text, words) => {
  expect((await faultsOf(text)).join('\n')).toContain(words)
})

test.each([
  [
    'adds a column',
    'alter table shop add column open bool not null default true, add column owner int references shop (id);',
  ],
  [
    'makes a table with rows and indexes',
    'create table wall (shop_id int references shop (id)); create index on wall (shop_id); insert into wall values (1);',
  ],
  [
    'adds a constraint for new rows',
    'alter table shelf add constraint of_shop foreign key (shop_id) references shop (id) not valid;',
  ],
  ['validates one in a file of its own', 'alter table shop validate constraint counted;'],
  ['requires a column that a check says is filled', 'alter table shop alter column city set not null;'],
  [
    'makes a constraint of an index',
    'alter table shop add constraint shop_once unique using index shop_once;',
  ],
  [
    'builds an index concurrently',
    '-- runs: concurrently\ncreate index concurrently if not exists shop_again on shop (name);',
  ],
  [
    'fills rows in batches',
    "-- runs: in batches\nupdate shop set name = '' where id in (select id from shop where name is null limit 9 for update);",
  ],
  [
    'replaces a function by one that gives as much',
    "drop function shop_name; create function shop_name(of int) returns text language sql as $$ select '' $$;",
  ],
  [
    'makes a table that refers to two others',
    'create table wall (shop_id int references shop (id), city text references shop (city), of int);',
  ],
  [
    'requires what has a default',
    'alter table rack add constraint sized check (width is not null) not valid;',
  ],
  [
    'requires what it says is always given',
    '-- needs: 0002\nalter table rack add constraint placed check (shop_id is not null) not valid;',
  ],
  ['takes away what it says is not needed', '-- needs: 0002\nalter table shop drop column name;'],
])('a migration that %s keeps the contract', async (_what, text) => {
  expect(await faultsOf(text)).toEqual([])
})
