export {
  type Driver,
  type DriverId,
  type DriverRegistered,
  evolveDriver,
  type Phone,
  parsePhone,
} from './driver.ts';
export {
  type Login,
  PASSWORD_CHARS_MAX,
  PASSWORD_CHARS_MIN,
  type PasswordRefusal,
  parseLogin,
  passwordRefusal,
} from './login.ts';
export {
  evolveParty,
  PARTY_KINDS,
  PARTY_NAME_CHARS,
  type Party,
  type PartyId,
  type PartyKind,
  type PartyRegistered,
  type RegisterParty,
  type RegisterPartyRefusal,
  registerParty,
} from './party.ts';
export {
  evolvePerson,
  LANGUAGES,
  type Language,
  PERSON_NAME_CHARS,
  type Person,
  type PersonId,
  type PersonRegistered,
  type RegisterPerson,
  type RegisterPersonRefusal,
  ROLES,
  type Role,
  registerPerson,
} from './person.ts';
export type { PresenceRefusal } from './presence.ts';
export {
  evolveSession,
  isLive,
  SESSION_AGE_MS_MAX,
  SESSION_IDLE_MS_MAX,
  SESSION_SEEN_STEP_MS,
  type Session,
  type SessionEvents,
  type SessionId,
  type SignedIn,
  type SignedOut,
  signIn,
  signOut,
} from './session.ts';
export { type SetUp, type SetUpRefusal, setUp } from './set-up.ts';
export {
  evolveVehicle,
  type Plate,
  parsePlate,
  plateKey,
  VEHICLE_KINDS,
  type Vehicle,
  type VehicleId,
  type VehicleKind,
  type VehicleRegistered,
  vehicleRegistered,
} from './vehicle.ts';
export { type Access, actingAs, mayEnter, type Viewer, viewerOf } from './viewer.ts';
