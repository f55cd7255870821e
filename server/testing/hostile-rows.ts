/**
 * The rows of the project's list of attacks that concern sign-in and administration, by area. Each is covered by a
 * test with its name, or is in `notMet` with the reason.
 */
export const rows: Record<string, string> = {
  token:
    'TOK-02 TOK-04 TOK-05 TOK-06 TOK-08 TOK-09 TOK-10 TOK-12 TOK-14 TOK-15 TOK-18 TOK-19 TOK-20 TOK-21 TOK-22 TOK-24 TOK-25 TOK-26 TOK-27 TOK-28 TOK-29 TOK-30 TOK-31 TOK-32 TOK-34 TOK-35 TOK-37 TOK-38',
  'tenant-issuer':
    'ISS-02 ISS-04 ISS-06 ISS-07 ISS-10 ISS-12 ISS-13 ISS-14 ISS-15 ISS-16 ISS-17 ISS-18 ISS-20',
  'email-match':
    'MATCH-01 MATCH-03 MATCH-04 MATCH-05 MATCH-06 MATCH-08 MATCH-09 MATCH-10 MATCH-13 MATCH-14 MATCH-16 MATCH-18 MATCH-19 MATCH-20 MATCH-22 MATCH-24 MATCH-25 MATCH-27',
  'oidc-flow':
    'FLOW-01 FLOW-03 FLOW-04 FLOW-06 FLOW-08 FLOW-09 FLOW-13 FLOW-14 FLOW-15 FLOW-17 FLOW-19 FLOW-23',
  'jwks-metadata': 'JWK-01 JWK-02 JWK-03 JWK-04 JWK-05 JWK-06 JWK-10',
  'fault-idp': 'FI-01 FI-02 FI-04 FI-05 FI-06 FI-09 FI-11 FI-12 FI-13 FI-14',
  'oidf-basic':
    'CONF-BASIC-01 CONF-BASIC-02 CONF-BASIC-03 CONF-BASIC-04 CONF-BASIC-05 CONF-BASIC-06 CONF-BASIC-10 CONF-BASIC-11 CONF-BASIC-12 CONF-BASIC-14',
  'oidf-config': 'CONF-CFG-04 CONF-CFG-05',
  'oidf-extra': 'CONF-X-01 CONF-X-02 CONF-X-04 CONF-X-05 CONF-X-06 CONF-X-07 CONF-X-08',
  'oidf-fapi':
    'CONF-F-02 CONF-F-03 CONF-F-04 CONF-F-05 CONF-F-06 CONF-F-07 CONF-F-09 CONF-F-10 CONF-F-11 CONF-F-14 CONF-F-15',
  session:
    'SESS-01 SESS-03 SESS-04 SESS-05 SESS-06 SESS-07 SESS-08 SESS-09 SESS-10 SESS-11 SESS-12 SESS-13 SESS-14',
  web: 'WEB-01 WEB-03 WEB-04 WEB-07 WEB-08 WEB-09 WEB-11 WEB-12 WEB-13 WEB-14 WEB-16 WEB-17 WEB-18',
  'injection-input': 'INJ-01 INJ-02 INJ-03 INJ-05 INJ-06 INJ-07 INJ-08 INJ-10 INJ-11',
  'fault-browser': 'FB-01 FB-04 FB-05 FB-06 FB-11 FB-12 FB-13 FB-15',
  'fault-db': 'FD-02 FD-03 FD-04 FD-05 FD-06 FD-07 FD-08 FD-11 FD-14',
  dos: 'DOS-02 DOS-03 DOS-04 DOS-05 DOS-07',
  password:
    'PWD-01 PWD-02 PWD-03 PWD-04 PWD-05 PWD-06 PWD-07 PWD-08 PWD-09 PWD-10 PWD-11 PWD-13 PWD-15 PWD-16',
  'mandatory-auth':
    'MAND-02 MAND-03 MAND-05 MAND-06 MAND-07 MAND-08 MAND-09 MAND-11 MAND-12 MAND-13 MAND-14 MAND-15 MAND-16',
  authorization:
    'AUTHZ-01 AUTHZ-02 AUTHZ-03 AUTHZ-04 AUTHZ-08 AUTHZ-09 AUTHZ-11 AUTHZ-13 AUTHZ-14 AUTHZ-16 AUTHZ-17 AUTHZ-18',
  'identity-lifecycle': 'LIFE-01 LIFE-02 LIFE-03 LIFE-04 LIFE-06 LIFE-07 LIFE-10 LIFE-11 LIFE-13',
  'tenant-config': 'TEN-02 TEN-03 TEN-04 TEN-06 TEN-08 TEN-09 TEN-10',
  'audit-log': 'LOG-01 LOG-02 LOG-03 LOG-05 LOG-06 LOG-07 LOG-08 LOG-09',
  'enumeration-bruteforce':
    'ENUM-01 ENUM-03 ENUM-04 ENUM-05 BF-02 BF-04 BF-05 BF-06 BF-07 BF-08 BF-09 BF-10 BF-11',
}

/** Rows without a test of their own, and why. */
export const notMet: Record<string, string> = {
  // The product decides otherwise.
  'MATCH-03':
    'R12: a guest of the customer’s tenant comes in like a member, through the tenant’s own address',
  'FLOW-15':
    'One authorization server; Entra sends no iss parameter (RFC 9207), and a second would have a callback of its own',
  'CONF-F-03':
    'Entra sends no iss parameter and does not advertise it; an unknown parameter is not looked at',
  'CONF-F-04': 'As CONF-F-03',
  'CONF-BASIC-11': 'The userinfo endpoint is not asked: the ID token says all that is needed',
  'CONF-X-04': 'The access token is not used',
  'SESS-10': 'There is no remember-me',
  'LIFE-07': 'A chain is neither suspended nor paid for here: only users are enabled or disabled',
  'LOG-05':
    'Not limited beyond the guessing limits: each refused attempt is a record, and records are kept; the operator watches the disk',
  'LOG-09':
    'Records are never altered (R23): a removed user’s name stays in what they did; how long records are kept is not decided',
  'PWD-05': 'R26 asks for a capital, a number and a special character; there is no forced rotation',

  // Covered by tests with names of their own.
  'MATCH-25': 'microsoft.test.ts: of two accounts that claim one address at the same moment, one is linked',
  'FB-11': 'In the browser journeys: a cancelled or silent pop-up offers to try again',
  'FD-06':
    'platform/database.test.ts; locks are taken in the order of ids, so sign-ins do not wait in a circle',

  'SESS-07':
    'account.test.ts and password-door.test.ts: a new password ends the other sessions, or by link every session',
  'PWD-09':
    'password-door.test.ts: a link works once, also when two use it at the same moment; a newer one, an hour, or another address ends it',
  'PWD-11': 'password-door.test.ts: the link is built from TMAS_URL, whatever the request calls us',
  'AUTHZ-01': 'authorization.test.ts calls every route with another customer’s things, in every role',
  'AUTHZ-08': 'users/way-in.test.ts: twenty at once demote, disable and remove the last two managers',
  'AUTHZ-14': 'authorization.test.ts: a route without its row there fails it',
  'AUTHZ-16':
    'users.test.ts and locations.test.ts: a request that was under way when its manager was demoted changes nothing',
  'LIFE-01': 'microsoft.test.ts: a recreated account is refused while the old link stands',
  'LIFE-11':
    'sessions.test.ts: 12 hours end a session in any case; that Entra has disabled somebody is learnt at the next sign-in',
  'TEN-04':
    'mail.test.ts: every manager is mailed the old and the new tenant; AUTHZ-02 for who may; a confirmation (R6), no new sign-in, is asked',
  'LOG-02':
    'hostile-tokens.test.ts and hostile-flows.test.ts: expectNoSecrets looks through log, records and pages after each row',
  'LOG-07':
    'audit.test.ts: nobody reads another customer’s records, not even by cursor; cells that a spreadsheet would run are text',
  'LOG-08':
    'Times are timestamptz, answered in UTC; records are ordered by ids that begin with the time (UUIDv7)',
  'MATCH-22':
    'users.test.ts: changing the address dissolves the link and ends its sessions; other letters of it do not',
  'INJ-03':
    'outbox.test.ts: no subject of two lines and no second recipient, neither by the code nor by the database',
  'INJ-10': 'audit.test.ts and import-users.test.ts: cells that a spreadsheet would run are text',
  'INJ-11':
    'An import is the text of one request, of 5 MB at most (import-users.test.ts); nothing is stored as a file',
  'DOS-05':
    'Not shared out by customer: imports have a limit of size, exports stream, hashing has a queue (PWD-08)',
  'DOS-07':
    'Texts are limited where they enter; the tree draws what is in sight (e2e/locations.test.ts), lists come in pages',
  'ENUM-03':
    'The answer goes out before anybody looks whether the name exists (forgotten-passwords.ts); password-door.test.ts',
  'ENUM-05':
    'authorization.test.ts: another customer’s thing is answered like one that does not exist; ids are UUIDs',
  'BF-10':
    'password-door.test.ts: one person is mailed three links in 15 minutes at most, and one address may ask 20 times',

  // About parts that do not exist, or not yet.
  'MATCH-24': 'There are no invitations: a user exists or does not',
  'CONF-X-08': 'Signing out at Microsoft from TMAS is not offered',
  'WEB-13':
    'The console’s files bear the hash of their content; a notice of a new version comes with the console',
  'FD-08':
    'No operation of the front door is repeated by itself; a session whose commit is in doubt is merely not used',
  'FD-11': 'There is one database, the primary: target_session_attrs=read-write',
  'PWD-15': 'No account is made by itself; the demo says that it is one',
}
