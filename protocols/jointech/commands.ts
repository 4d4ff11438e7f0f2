import { type Form, flag, integer, listOf, nodes, text } from './command-forms.ts';

// §3.1 "Commands". A command is a word, what stands fixed behind it, and parameters in their order. `assumed`: the manual's
// pages at hand name the word and what it is for, but not the order of its parameters, which is taken from the other words
// (1 sets, 0 reads): to be tried on a seal before it is sent to one that guards anything.

/** Six digits on every model; the static one may be longer where firmware takes it. */
const PASSWORD = /^\d{4,8}$/;
/** Ten digits, as P45 shows it. */
const CARD = /^\d{10}$/;
const PART = /^[0-9A-F]{10}$/;
const HOST = /^[A-Za-z0-9][A-Za-z0-9.-]{0,62}$/;
const APN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;

const password = text(PASSWORD);
/** §3.1: 10 fences. */
const fence = integer(1, 10);
/** §3.1: 20 cards a command. */
const cards = listOf(text(CARD), { min: 1, max: 20 });
/**
 * §3.1 has 50 nodes; of those, as many as have room in one frame of 1,024 bytes beside the head.
 */
const corners = nodes({ min: 3, max: 48 });

type Spec = {
  readonly word: string;
  readonly fixed: readonly (string | number)[];
  readonly params: Readonly<Record<string, Form<unknown>>>;
  readonly assumed?: true;
};

export const COMMANDS = {
  /** Opens with the password set in the seal. */
  unlock: { word: 'P43', fixed: [], params: { password } },
  'change-password': { word: 'P44', fixed: [], params: { from: password, to: password } },
  /** Opens with the password that the seal made itself and told (P52,2). */
  'unlock-dynamic': { word: 'P52', fixed: [3], params: { password } },
  'confirm-dynamic': { word: 'P52', fixed: [2], params: { password } },
  'read-dynamic': { word: 'P52', fixed: [0], params: {} },
  /** Whether it makes passwords; and the fence outside of which it opens for none, 0 for no rule. */
  'dynamic-rule': { word: 'P52', fixed: [1, 1], params: { on: flag, fence: integer(0, 10) } },
  /** By which ways it may be opened at all. */
  channels: {
    word: 'P59',
    fixed: [1],
    params: { sms: flag, gprs: flag, rfid: flag, serial: flag, bluetooth: flag },
  },
  'read-channels': { word: 'P59', fixed: [0], params: {} },
  /** Seconds between reports awake, minutes between wakings asleep. */
  intervals: {
    word: 'P04',
    fixed: [1],
    params: { awakeS: integer(5, 3600), asleepMin: integer(5, 1440) },
  },
  'read-intervals': { word: 'P04', fixed: [0], params: {} },
  /** Never sleeps, and says all the time where it is. */
  tracking: { word: 'P54', fixed: [1], params: { on: flag } },
  'read-tracking': { word: 'P54', fixed: [0], params: {} },
  firmware: { word: 'P01', fixed: [], params: {} },
  position: { word: 'P02', fixed: [], params: {} },
  imei: { word: 'P14', fixed: [], params: {} },
  restart: { word: 'P15', fixed: [], params: {} },
  /** How many records wait in the blind-area store. */
  'stored-count': { word: 'P98', fixed: [10, 0], params: {} },
  'add-cards': { word: 'P41', fixed: [1], params: { cards }, assumed: true },
  'delete-cards': { word: 'P41', fixed: [2], params: { cards }, assumed: true },
  'list-cards': { word: 'P41', fixed: [3], params: { from: integer(1, 500) }, assumed: true },
  'vehicle-card': { word: 'P42', fixed: [1], params: { card: text(CARD) }, assumed: true },
  'read-vehicle-card': { word: 'P42', fixed: [0], params: {}, assumed: true },
  /** Cards open inside this fence only; 0 for everywhere. */
  'card-fence': { word: 'P58', fixed: [1], params: { fence: integer(0, 10) }, assumed: true },
  'read-card-fence': { word: 'P58', fixed: [0], params: {}, assumed: true },
  'fence-switch': { word: 'P24', fixed: [1], params: { fence, on: flag }, assumed: true },
  fence: { word: 'P29', fixed: [1], params: { fence, corners }, assumed: true },
  'read-fence': { word: 'P30', fixed: [0], params: { fence }, assumed: true },
  'delete-fence': { word: 'P31', fixed: [1], params: { fence }, assumed: true },
  'awake-minutes': { word: 'P39', fixed: [1], params: { minutes: integer(1, 255) }, assumed: true },
  'read-awake-minutes': { word: 'P39', fixed: [0], params: {}, assumed: true },
  /** Which alarms are raised; a bit each, as in the status word. */
  'alarm-switches': {
    word: 'P40',
    fixed: [1],
    params: { switches: integer(0, 0xffff) },
    assumed: true,
  },
  'read-alarm-switches': { word: 'P40', fixed: [0], params: {}, assumed: true },
  'long-unlock-minutes': {
    word: 'P38',
    fixed: [1],
    params: { minutes: integer(0, 1440) },
    assumed: true,
  },
  'read-long-unlock-minutes': { word: 'P38', fixed: [0], params: {}, assumed: true },
  'low-battery': { word: 'P61', fixed: [1], params: { percent: integer(1, 99) }, assumed: true },
  'read-low-battery': { word: 'P61', fixed: [0], params: {}, assumed: true },
  /** To whom it speaks: the whole control of the seal goes with it. */
  server: {
    word: 'P06',
    fixed: [1],
    params: { host: text(HOST), port: integer(1, 65_535), apn: text(APN) },
    assumed: true,
  },
  'read-server': { word: 'P06', fixed: [0], params: {}, assumed: true },
} as const satisfies Record<string, Spec>;

/** §3.1 "WLNET": to the sub-locks and sensors behind a seal. */
export const PART_COMMANDS = {
  /** The master tries for so long; the sub-lock must wake after the master has it. */
  'unlock-part': {
    word: '8',
    fixed: [1, 1],
    params: { minutes: integer(1, 5), part: text(PART) },
  },
  /**
   * DESTRUCTIVE: the whole list. A part that is not in it is bound no more, and says nothing from then on. 16 sub-locks and
   * 50 sensors are the most that a seal takes.
   */
  'bind-all-parts': {
    word: '1',
    fixed: [1],
    params: { parts: listOf(text(PART), { min: 0, max: 66 }) },
  },
  'read-parts': { word: '1', fixed: [0], params: {} },
  'part-firmware': { word: '4', fixed: [], params: {} },
  /** Seconds between a part's beats, and without one until it is told as lost; 0 for never. */
  'part-heartbeat': {
    word: '18',
    fixed: [1],
    params: { everyS: integer(0, 86_400), lostAfterS: integer(0, 86_400) },
  },
  'read-part-heartbeat': { word: '18', fixed: [0], params: {} },
} as const satisfies Record<string, Spec>;

type Specs = Readonly<Record<string, { readonly params: object }>>;
type CommandOf<Table extends Specs> = {
  readonly [Name in keyof Table]: { readonly command: Name } & {
    readonly [Param in keyof Table[Name]['params']]: Table[Name]['params'][Param] extends Form<
      infer Value
    >
      ? Value
      : never;
  };
}[keyof Table];

export type JointechCommand = CommandOf<typeof COMMANDS>;
export type PartCommand = CommandOf<typeof PART_COMMANDS>;
