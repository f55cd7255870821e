/**
 * The rows of the project's list of attacks that concern the front door, by area. Each is met by a test that bears its
 * name, or stands in `notMet` with the reason.
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
  'enumeration-bruteforce':
    'ENUM-01 ENUM-03 ENUM-04 ENUM-05 BF-02 BF-04 BF-05 BF-06 BF-07 BF-08 BF-09 BF-10 BF-11',
}

/** Rows without a test of their own, and why. */
export const notMet: Record<string, string> = {
  // What the product decides otherwise.
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
  'PWD-05': 'R26 asks for a capital, a number and a special character; there is no forced rotation',

  // Met by tests whose names are of their own.
  'MATCH-25': 'microsoft.test.ts: of two accounts that claim one address at the same moment, one is linked',
  'FB-11': 'In the browser journeys: a cancelled or silent pop-up offers to try again',
  'FD-06':
    'platform/database.test.ts; locks are taken in the order of ids, so sign-ins do not wait in a circle',

  // What belongs to parts that do not exist yet.
  'MATCH-22': 'Changing a user’s address: with the administration',
  'MATCH-24': 'There are no invitations: a user exists or does not',
  'SESS-07': 'Changing a password: with the password links',
  'CONF-X-08': 'Signing out at Microsoft from TMAS is not offered',
  'WEB-13':
    'The console’s files bear the hash of their content; a notice of a new version comes with the console',
  'INJ-03': 'There are no mails yet',
  'INJ-10': 'There are no exports yet',
  'INJ-11': 'There are no uploads',
  'FD-08':
    'No operation of the front door is repeated by itself; a session whose commit is in doubt is merely not used',
  'FD-11': 'There is one database, the primary: target_session_attrs=read-write',
  'DOS-05': 'There are no exports and imports yet',
  'DOS-07': 'Texts are limited where they enter; the console’s tables come with the administration',
  'PWD-04': 'Setting a password: with the password links',
  'PWD-06': 'As PWD-04',
  'PWD-09': 'As PWD-04',
  'PWD-10': 'As PWD-04',
  'PWD-11': 'There are no mails yet',
  'PWD-13': 'No operation sets another’s password, but the operator’s command line from standard input',
  'PWD-15': 'No account is made by itself; the demo says that it is one',
  'MAND-02': 'Reset links: with the password links',
  'MAND-05': 'Changing roles: with the administration; the policy that shuts the door is tested',
  'MAND-06': 'As MAND-05',
  'MAND-07': 'There are no API keys yet',
  'MAND-08': 'As PWD-04',
  'MAND-09': 'Settings are changed by the operator only, until the administration',
  'ENUM-03': 'Reset links: with the password links',
  'ENUM-05': 'The API shows nothing but one’s own session yet',
  'BF-10': 'There are no mails yet',
}
