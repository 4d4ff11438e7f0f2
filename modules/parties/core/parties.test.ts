import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, type Id, type Instant, instant, isoOf } from '@lakiri/kit';
import { parsePhone } from './driver.ts';
import { parseLogin, passwordRefusal } from './login.ts';
import { evolveParty, type Party, type PartyId, partyRegistered, registerParty } from './party.ts';
import { evolvePerson, type PersonId, registerPerson } from './person.ts';
import {
  evolveSession,
  isLive,
  SESSION_AGE_MS_MAX,
  SESSION_IDLE_MS_MAX,
  type SessionId,
  signIn,
  signOut,
} from './session.ts';
import { setUp } from './set-up.ts';
import { parsePlate, plateKey } from './vehicle.ts';
import { type Access, actingAs, mayEnter, type Viewer, viewerOf } from './viewer.ts';

const id = <Noun extends string>(n: number): Id<Noun> =>
  `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}` as Id<Noun>;
const at = (ms: number): Instant => instant(ms) ?? assert.fail();

const administration: Party = {
  id: id(1),
  kind: 'administration',
  name: 'Revenue Authority',
  country: 'KE',
  home: true,
};
const transporter: Party = { ...administration, id: id(2), kind: 'transporter', home: false };

test('a login is written in one way', () => {
  assert.equal(parseLogin(' A.Otieno@Example.org '), 'a.otieno@example.org');
  for (const bad of ['', 'ab', '.abc', 'a b c', 'ä-otieno', 'a'.repeat(65)])
    assert.equal(parseLogin(bad), undefined);
});

test('a password is long, and not the login', () => {
  const login = parseLogin('otieno') ?? assert.fail();
  const rows = [
    { password: '', code: 'password-too-short' },
    { password: 'elevenchars', code: 'password-too-short' },
    { password: '🔒🔒🔒🔒🔒🔒', code: 'password-too-short' }, // 6 characters, though 12 code units
    { password: 'a'.repeat(129), code: 'password-too-long' },
    { password: 'aaaaaaaaaaaaaaa', code: 'password-too-plain' },
    { password: 'my name is Otieno', code: 'password-too-plain' },
    { password: 'three rope seals', code: undefined },
  ];
  for (const { password, code } of rows)
    assert.equal(passwordRefusal(password, login)?.code, code, password);
});

test('a party is registered once by name', () => {
  const command = {
    subject: id<'Party'>(3),
    kind: 'vendor',
    name: 'Seals Ltd',
    country: 'KE',
  } as const;
  const twice = registerParty({ ...command, namesake: id(4) });
  assert.deepEqual(twice, {
    accepted: false,
    refusal: { code: 'party-name-taken', party: id(4) },
  });
  const once = registerParty({ ...command, namesake: undefined });
  assert.ok(once.accepted);
  const { subject, ...rest } = command;
  assert.deepEqual(evolveParty(undefined, once.facts[0] ?? assert.fail()), {
    id: subject,
    ...rest,
    home: false,
  });
  assert.equal(partyRegistered(administration).body.home, true);
});

const person = {
  subject: id<'Person'>(5),
  party: administration,
  roles: ['officer', 'supervisor'],
  language: 'sw',
  nameHash: 'n',
  loginHash: 'l',
  passwordSha256: 'p',
  isLoginTaken: false,
  password: undefined,
} as const satisfies Parameters<typeof registerPerson>[0];

test('a person is registered, or refused for one reason', () => {
  const short = { code: 'password-too-short', charsMin: 12 } as const;
  const rows = [
    {
      given: { party: undefined, roles: ['transporter'], isLoginTaken: true, password: short },
      code: 'no-such-party',
    },
    {
      given: { roles: ['officer', 'transporter'], isLoginTaken: true, password: short },
      code: 'role-not-of-party',
    },
    { given: { party: transporter, isLoginTaken: true }, code: 'role-not-of-party' },
    { given: { isLoginTaken: true, password: short }, code: 'login-taken' },
    { given: { password: short }, code: 'password-too-short' },
    { given: {}, code: undefined },
    { given: { party: transporter, roles: ['transporter'] }, code: undefined },
  ] as const;
  for (const { given, code } of rows) {
    const decision = registerPerson({ ...person, ...given });
    assert.equal(decision.accepted ? undefined : decision.refusal.code, code);
  }
});

test('the fact of a person holds hashes and no name', () => {
  const decision = registerPerson(person);
  assert.ok(decision.accepted);
  const fact = decision.facts[0] ?? assert.fail();
  assert.deepEqual(Object.keys(fact.body).sort(), [
    'language',
    'loginHash',
    'nameHash',
    'party',
    'passwordSha256',
    'roles',
  ]);
  assert.deepEqual(evolvePerson(undefined, fact), {
    id: person.subject,
    party: administration.id,
    roles: person.roles,
    language: 'sw',
  });
});

test('a node is set up once, by a person who may let others in', () => {
  const { party: _party, roles: _roles, isLoginTaken: _taken, ...first } = person;
  const command = {
    isSetUp: false,
    administration: { id: id<'Party'>(1), name: 'Revenue Authority', country: 'KE' },
    first,
  };
  const again = setUp({ ...command, isSetUp: true });
  assert.equal(again.accepted ? '' : again.refusal.code, 'already-set-up');
  const weak = setUp({ ...command, first: { ...first, password: { code: 'password-too-plain' } } });
  assert.equal(weak.accepted ? '' : weak.refusal.code, 'password-too-plain');
  const done = setUp(command);
  assert.ok(done.accepted);
  const [party, admin] = done.facts;
  assert.deepEqual(party?.body, {
    kind: 'administration',
    name: 'Revenue Authority',
    country: 'KE',
    home: true,
  });
  assert.deepEqual(admin?.type === 'person-registered' && admin.body.roles, ['admin', 'officer']);
});

test('a session ends by age, by idleness, by signing out; once', () => {
  const start = at(1_000_000);
  const begun = signIn({
    subject: id<'Session'>(7) as SessionId,
    person: id<'Person'>(5) as PersonId,
    party: id<'Party'>(1) as PartyId,
    now: start,
    tokenSha256: 't',
  });
  assert.ok(begun.accepted);
  const session = evolveSession(undefined, begun.facts[0] ?? assert.fail());
  assert.equal(isoOf(session.expiresAt), isoOf(addMs(start, SESSION_AGE_MS_MAX)));
  const idle = SESSION_IDLE_MS_MAX;
  const age = SESSION_AGE_MS_MAX;
  const rows = [
    { seen: 0, now: idle - 1, live: true },
    { seen: 0, now: idle, live: false },
    { seen: idle - 1, now: idle, live: true },
    { seen: age - 1, now: age - 1, live: true },
    { seen: age - 1, now: age, live: false },
  ];
  for (const { seen, now, live } of rows)
    assert.equal(isLive({ ...session, seenAt: addMs(start, seen) }, addMs(start, now)), live);
  const out = signOut(session);
  assert.ok(out.accepted);
  const ended = evolveSession(session, out.facts[0] ?? assert.fail());
  assert.equal(isLive({ ...ended, seenAt: start }, start), false);
  assert.equal(signOut(ended).accepted, false);
  assert.equal(signOut(undefined).accepted, false);
  assert.throws(() => evolveSession(undefined, out.facts[0] ?? assert.fail()), RangeError);
});

test('a route lets in whom it names', () => {
  const viewer: Viewer = {
    session: id(7),
    person: { id: id(5), name: 'A. Otieno', language: 'en' },
    party: administration,
    roles: ['officer', 'station'],
    scope: { party: administration.id },
    expiresAt: at(0),
  };
  const rows: [Access, boolean][] = [
    ['public', true],
    ['signed-in', true],
    [['station'], true],
    [['supervisor', 'officer'], true],
    [['admin'], false],
    [[], false],
  ];
  for (const [access, may] of rows) assert.equal(mayEnter(viewer, access), may);
  assert.equal(viewerOf({ viewer }), viewer);
  assert.throws(() => viewerOf({ viewer: null }));
  assert.deepEqual(actingAs(viewer), {
    scope: { party: administration.id },
    actor: `person:${id(5)}`,
    authority: `party:${administration.id}`,
  });
});

test('plates and phones are read as people write them', () => {
  for (const [text, plate] of [
    [' kda  123a ', 'KDA 123A'],
    ['T 123-ABC', 'T 123-ABC'],
    ['UBA123A', 'UBA123A'],
    ['K', undefined],
    ['KDA 123A; DROP', undefined],
    ['KDA--123', undefined],
  ] as const)
    assert.equal(parsePlate(text), plate);
  const spellings = ['KDA 123A', 'kda123a', 'KDA-123A'].map((text) => parsePlate(text));
  const keys = spellings.map((plate) => plateKey(plate ?? assert.fail()));
  assert.equal(new Set(keys).size, 1);
  for (const [text, phone] of [
    ['+254 (0) 712-345.678', '+2540712345678'],
    ['0712345678', '0712345678'],
    ['12345', undefined],
    ['+25471234567x', undefined],
  ] as const)
    assert.equal(parsePhone(text), phone);
});
