import { z } from 'zod';
import { CannotStart } from './cannot-start.ts';
import { LOG_LEVELS, type LogFormat, type LogLevel } from './log.ts';
import { DIALECT_NAMES, DIALECT_PORTS, type DialectPorts, portSetting } from './ports.ts';

/** What a node is told by its environment. Paths are as given; the caller resolves them. */
export type Config = {
  readonly dataDirectory: string;
  readonly databaseUrl: string | undefined;
  readonly roleSecret: string | undefined;
  readonly node: string;
  readonly publicUrl: string | undefined;
  readonly http: { readonly host: string; readonly port: number };
  readonly trustProxy: string | undefined;
  readonly metricsToken: string | undefined;
  readonly gateways: number;
  readonly gatewayHost: string;
  /** By the name of the dialect. */
  readonly ports: DialectPorts;
  /** Files (PEM) with which the seals of the Lakiri dialect are met over TLS; absent: over plain TCP. */
  readonly sealTls: { readonly cert: string; readonly key: string } | undefined;
  /** Vendors' feeds: the port of their door, its files (PEM) for TLS, and where the passwords of brokers are. */
  readonly feeds: {
    readonly port: number | undefined;
    readonly tls: { readonly cert: string; readonly key: string } | undefined;
    readonly secrets: string | undefined;
  };
  /** Notices: own networks that they may be sent to; absent: public addresses only. */
  readonly notices: { readonly networks: string | undefined };
  readonly log: { readonly level: LogLevel; readonly format: LogFormat };
  /** The log of facts: what names it, signs it and vouches for it. */
  readonly evidence: {
    /** Who reads entries from other machines: who has `token`, or everybody. */
    readonly readers: 'token' | 'everybody';
    readonly token: string | undefined;
    readonly origin: string | undefined;
    readonly keyFile: string | undefined;
    readonly witnessPolicy: string | undefined;
    readonly tsaUrl: string | undefined;
    readonly tsaCa: string | undefined;
  };
  /** Gives the key under which passwords in stored frames are kept; outlives any change of address. */
  readonly frameSecret: string | undefined;
  /** Gives the key under which passwords of seals are kept, where a process has business with them. */
  readonly sealSecret: string | undefined;
  readonly setUpToken: string | undefined;
  /** The name of this process among those of its node. */
  readonly process: string | undefined;
  /** Given to a child by the supervisor; each child has only the roles that it needs. */
  readonly urls: {
    readonly owner: string | undefined;
    readonly app: string | undefined;
    readonly intake: string | undefined;
    readonly sequencer: string | undefined;
  };
};

type Setting = {
  readonly schema: z.ZodType;
  /** Completes "allowed: …". */
  readonly allowed: string;
  readonly doc: string;
  readonly standard?: string;
  /** Never printed. */
  readonly secret?: true;
  /** Set by the supervisor for its children, not by people. */
  readonly inner?: true;
};

/** More processes than this on one machine is a typing error. */
const GATEWAYS_MAX = 32;

const text = z.string().min(1);
const port = z.coerce.number().int().min(0).max(65_535);
const databaseUrl = z.string().regex(/^postgres(ql)?:\/\/.+/);
const inner = { schema: databaseUrl, allowed: 'postgres://…', secret: true, inner: true } as const;

const SETTINGS = {
  LAKIRI_DATA: {
    schema: text,
    allowed: 'a directory',
    doc: 'where this node keeps its database and secrets',
    standard: '.lakiri',
  },
  DATABASE_URL: {
    schema: databaseUrl,
    allowed: 'postgres://user:password@host/database',
    doc: 'a PostgreSQL 15 or newer to use; without it the node runs its own',
    secret: true,
  },
  LAKIRI_ROLE_SECRET: {
    schema: z.string().min(16),
    allowed: 'at least 16 characters',
    doc: 'gives the passwords of the database roles; the same on all machines of one DATABASE_URL; made and kept when unset',
    secret: true,
  },
  LAKIRI_NODE: {
    schema: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .max(63),
    allowed: 'lower-case letters, digits and single hyphens, at most 63',
    doc: 'the name of this node, written into every fact it records; it never changes',
    standard: 'centre',
  },
  LAKIRI_PUBLIC_URL: {
    schema: z.url({ protocol: /^https?$/ }),
    allowed: 'https://…',
    doc: 'the address at which people reach this node; https makes cookies secure',
  },
  LAKIRI_HTTP_HOST: {
    schema: text,
    allowed: 'an address of this machine',
    doc: 'where the web server listens; 0.0.0.0 for all',
    standard: '127.0.0.1',
  },
  LAKIRI_HTTP_PORT: {
    schema: port,
    allowed: 'a port, 0 to 65535 (0: any)',
    doc: 'the port of the web server',
    standard: '8080',
  },
  LAKIRI_TRUST_PROXY: {
    schema: text,
    allowed: 'addresses or networks, separated by commas',
    doc: 'proxies whose X-Forwarded-For is believed',
  },
  LAKIRI_METRICS_TOKEN: {
    schema: z.string().min(16),
    allowed: 'at least 16 characters',
    doc: 'bearer token for /metrics from other machines; without it only this machine may read them',
    secret: true,
  },
  LAKIRI_GATEWAYS: {
    schema: z.coerce.number().int().min(0).max(GATEWAYS_MAX),
    allowed: `0 to ${GATEWAYS_MAX}`,
    doc: 'how many gateway processes receive from seals',
    standard: '1',
  },
  LAKIRI_GATEWAY_HOST: {
    schema: text,
    allowed: 'an address of this machine',
    doc: 'where the gateways listen; 0.0.0.0 for all',
    standard: '127.0.0.1',
  },
  ...portSettings(),
  LAKIRI_TLS_CERT: {
    schema: text,
    allowed: 'a file',
    doc: 'certificate chain (PEM) for seals of the Lakiri dialect; with LAKIRI_TLS_KEY their port speaks TLS',
  },
  LAKIRI_TLS_KEY: {
    schema: text,
    allowed: 'a file',
    doc: 'the key (PEM) of LAKIRI_TLS_CERT',
  },
  LAKIRI_LOG_READERS: {
    schema: z.enum(['token', 'everybody']),
    allowed: 'token, everybody',
    doc: 'who reads the entries of the log from other machines; checkpoints and hashes are everybody’s',
    standard: 'token',
  },
  LAKIRI_LOG_TOKEN: {
    schema: z.string().min(16),
    allowed: 'at least 16 characters',
    doc: 'bearer token for the entries of the log; without it only this machine may read them',
    secret: true,
  },
  LAKIRI_LOG_ORIGIN: {
    schema: z
      .string()
      .regex(/^[a-z0-9]([a-z0-9.:-]*[a-z0-9])?(\/[a-z0-9]([a-z0-9._-]*[a-z0-9])?)*$/)
      .max(200),
    allowed: 'an address without https://, like customs.example/log/centre, at most 200',
    doc: "the name of the node's log, under which others check it; it never changes",
  },
  LAKIRI_LOG_KEY_FILE: {
    schema: text,
    allowed: 'a file',
    doc: 'the key that signs the log; made at the first start; unset: log-key in LAKIRI_DATA',
  },
  LAKIRI_WITNESS_POLICY: {
    schema: text,
    allowed: 'a file',
    doc: 'who witnesses the log, as a tlog-policy file; unset: nobody',
  },
  LAKIRI_TSA_URL: {
    schema: z.url({ protocol: /^https?$/ }),
    allowed: 'http://… or https://…',
    doc: 'a time stamping authority (RFC 3161) for checkpoints',
  },
  LAKIRI_TSA_CA: {
    schema: text,
    allowed: 'a file',
    doc: 'the certificates (PEM) by which its time stamps are checked',
  },
  LAKIRI_LOG: {
    schema: z.enum(LOG_LEVELS),
    allowed: LOG_LEVELS.join(', '),
    doc: 'the least important lines that are logged',
    standard: 'info',
  },
  LAKIRI_LOG_FORMAT: {
    schema: z.enum(['json', 'text']),
    allowed: 'json, text',
    doc: 'form of the log; unset: text on a terminal, json elsewhere',
  },
  LAKIRI_PORT_FEEDS: {
    schema: port,
    allowed: 'a port, 0 to 65535 (0: any)',
    doc: 'port for signed batches of vendors; unset: 7011, once a feed is registered',
  },
  LAKIRI_FEEDS_TLS_CERT: {
    schema: text,
    allowed: 'a file',
    doc: 'certificate chain (PEM) for the port of vendors’ feeds; with LAKIRI_FEEDS_TLS_KEY it speaks TLS alone',
  },
  LAKIRI_FEEDS_TLS_KEY: {
    schema: text,
    allowed: 'a file',
    doc: 'the key (PEM) of LAKIRI_FEEDS_TLS_CERT',
  },
  LAKIRI_FEED_SECRETS: {
    schema: text,
    allowed: 'a directory',
    doc: 'the passwords of brokers: a file for each feed, called as the feed is',
  },
  LAKIRI_NOTICES_NETWORKS: {
    schema: z.string().regex(/^[0-9A-Fa-f:.]+(\/\d{1,3})?(,\s*[0-9A-Fa-f:.]+(\/\d{1,3})?)*$/),
    allowed: 'addresses or networks, separated by commas',
    doc: 'own networks that notices may be sent to, also without TLS; unset: public addresses only',
  },
  LAKIRI_PROCESS: { schema: text, allowed: 'a name', doc: 'the name of this process', inner: true },
  LAKIRI_FRAME_SECRET: {
    schema: z.string().min(16),
    allowed: 'at least 16 characters',
    doc: 'gives the key under which passwords in stored frames are kept',
    secret: true,
    inner: true,
  },
  LAKIRI_SEAL_SECRET: {
    schema: z.string().min(16),
    allowed: 'at least 16 characters',
    doc: 'gives the key under which passwords of seals are kept',
    secret: true,
    inner: true,
  },
  LAKIRI_SETUP_TOKEN: {
    schema: z.string().min(16),
    allowed: 'at least 16 characters',
    doc: 'lets the first person of a new node in; made and printed at the start when unset',
    secret: true,
  },
  LAKIRI_OWNER_URL: { ...inner, doc: 'database URL of who migrates' },
  LAKIRI_APP_URL: { ...inner, doc: 'database URL of the application role' },
  LAKIRI_INTAKE_URL: { ...inner, doc: 'database URL of the intake role' },
  LAKIRI_SEQUENCER_URL: { ...inner, doc: 'database URL of the sequencer role' },
} as const satisfies Record<string, Setting>;

function portSettings(): Readonly<Record<ReturnType<typeof portSetting>, Setting>> {
  const settings = DIALECT_NAMES.map((dialect): [string, Setting] => {
    const { port: standard, of } = DIALECT_PORTS[dialect];
    const doc = `port for ${of}`;
    const allowed = 'a port, 0 to 65535 (0: any)';
    return [portSetting(dialect), { schema: port, allowed, doc, standard: String(standard) }];
  });
  return Object.fromEntries(settings) as Record<ReturnType<typeof portSetting>, Setting>;
}

type Name = keyof typeof SETTINGS;
const entries = Object.entries(SETTINGS) as readonly (readonly [Name, Setting])[];

/** Variables of tests and tools, which are not settings of a node. */
const OTHERS = /^LAKIRI_(TEST|SHARED|BENCH|FAULT|DEMO|PLANT)/;

/**
 * The configuration of this environment. Throws CannotStart naming every variable that is wrong,
 * its value and what is allowed; a LAKIRI_ variable that no setting knows is wrong too.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const values = new Map<Name, unknown>();
  const wrong: string[] = [];
  for (const [name, setting] of entries) {
    const given = env[name] === '' ? undefined : env[name];
    const value = given ?? setting.standard;
    const parsed = setting.schema.safeParse(value);
    if (parsed.success) values.set(name, parsed.data);
    else if (value !== undefined) wrong.push(`${name} ${misfit(setting, value)}`);
  }
  for (const name of Object.keys(env))
    if (name.startsWith('LAKIRI_') && !(name in SETTINGS) && !OTHERS.test(name))
      wrong.push(`${name} is not a setting. See lakiri start --help.`);
  wrong.push(...unpaired(values));
  if (wrong.length > 0)
    throw new CannotStart(
      'bad-configuration',
      `the environment is wrong:\n  ${wrong.join('\n  ')}`,
    );
  return configOf(values);
}

function unpaired(values: ReadonlyMap<Name, unknown>): string[] {
  return (['LAKIRI_TLS', 'LAKIRI_FEEDS_TLS'] as const)
    .filter((of) => values.has(`${of}_CERT`) !== values.has(`${of}_KEY`))
    .map((of) => `${of}_CERT and ${of}_KEY are set together or not at all.`);
}

function misfit({ secret, allowed, doc }: Setting, value: string): string {
  const shown = secret ? 'not as it must be (its value is not shown)' : `"${value}"`;
  return `is ${shown}; allowed: ${allowed}. It is ${doc}.`;
}

/** One line a setting, for help. */
export function describeConfig(): string {
  const shown = entries.filter(([, { inner: isInner }]) => isInner !== true);
  const width = Math.max(...shown.map(([name]) => name.length));
  return shown
    .map(([name, { doc, standard }]) => {
      const otherwise = standard === undefined ? '' : ` (${standard})`;
      return `  ${name.padEnd(width)}  ${doc}${otherwise}`;
    })
    .join('\n');
}

function configOf(values: ReadonlyMap<Name, unknown>): Config {
  const textOf = (name: Name): string | undefined => values.get(name) as string | undefined;
  const given = (name: Name): string => values.get(name) as string; // it has a standard value
  const numberOf = (name: Name): number => values.get(name) as number;
  return {
    dataDirectory: given('LAKIRI_DATA'),
    databaseUrl: textOf('DATABASE_URL'),
    roleSecret: textOf('LAKIRI_ROLE_SECRET'),
    node: given('LAKIRI_NODE'),
    publicUrl: textOf('LAKIRI_PUBLIC_URL'),
    http: { host: given('LAKIRI_HTTP_HOST'), port: numberOf('LAKIRI_HTTP_PORT') },
    trustProxy: textOf('LAKIRI_TRUST_PROXY'),
    metricsToken: textOf('LAKIRI_METRICS_TOKEN'),
    gateways: numberOf('LAKIRI_GATEWAYS'),
    gatewayHost: given('LAKIRI_GATEWAY_HOST'),
    ports: Object.fromEntries(
      DIALECT_NAMES.map((dialect) => [dialect, numberOf(portSetting(dialect))]),
    ) as DialectPorts,
    sealTls: tlsOf(textOf('LAKIRI_TLS_CERT'), textOf('LAKIRI_TLS_KEY')),
    feeds: {
      port: values.get('LAKIRI_PORT_FEEDS') as number | undefined,
      tls: tlsOf(textOf('LAKIRI_FEEDS_TLS_CERT'), textOf('LAKIRI_FEEDS_TLS_KEY')),
      secrets: textOf('LAKIRI_FEED_SECRETS'),
    },
    notices: { networks: textOf('LAKIRI_NOTICES_NETWORKS') },
    log: {
      level: (values.get('LAKIRI_LOG') ?? 'info') as LogLevel,
      format: (values.get('LAKIRI_LOG_FORMAT') ??
        (process.stdout.isTTY ? 'text' : 'json')) as LogFormat,
    },
    evidence: {
      readers: given('LAKIRI_LOG_READERS') as 'token' | 'everybody',
      token: textOf('LAKIRI_LOG_TOKEN'),
      origin: textOf('LAKIRI_LOG_ORIGIN'),
      keyFile: textOf('LAKIRI_LOG_KEY_FILE'),
      witnessPolicy: textOf('LAKIRI_WITNESS_POLICY'),
      tsaUrl: textOf('LAKIRI_TSA_URL'),
      tsaCa: textOf('LAKIRI_TSA_CA'),
    },
    frameSecret: textOf('LAKIRI_FRAME_SECRET'),
    sealSecret: textOf('LAKIRI_SEAL_SECRET'),
    setUpToken: textOf('LAKIRI_SETUP_TOKEN'),
    process: textOf('LAKIRI_PROCESS'),
    urls: {
      owner: textOf('LAKIRI_OWNER_URL'),
      app: textOf('LAKIRI_APP_URL'),
      intake: textOf('LAKIRI_INTAKE_URL'),
      sequencer: textOf('LAKIRI_SEQUENCER_URL'),
    },
  };
}

function tlsOf(cert: string | undefined, key: string | undefined): Config['sealTls'] {
  return cert === undefined || key === undefined ? undefined : { cert, key };
}
