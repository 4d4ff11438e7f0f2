/** Enough for both corridors to look as they do on an ordinary day, and for two cores. */
export const DEMO_TRUCKS = 240;
export const DEMO_SEED = 7;

/** Who may sign in to the demo. Known to everybody, so only ever on this machine. */
export const DEMO_PEOPLE = [
  {
    isFirst: true,
    does: 'officer of the monitoring centre, administrator',
    form: {
      name: 'Wanjiku Achieng',
      login: 'achieng',
      password: 'northern-corridor-night',
      roles: ['admin', 'officer', 'station'],
      language: 'en',
    },
  },
  {
    isFirst: false,
    does: 'officer, in Swahili',
    form: {
      name: 'Juma Okello',
      login: 'okello',
      password: 'barabara-ya-kaskazini',
      roles: ['officer', 'station'],
      language: 'sw',
    },
  },
] as const;
