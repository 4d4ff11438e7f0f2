// What one gateway process will hold, each with its reason. What exceeds a limit is refused and counted.

/** Sockets; the usual limit of open files is 20,000 and the database needs some. */
export const CONNECTIONS_MAX = 19_000;
/** Bytes Node reads ahead on a socket that we do not read: a device's window, not its whole memory. */
export const READ_AHEAD_BYTES = 16 * 1024;
/** Frames waiting for the database: at 30,000/s two thirds of a second. Above it sockets are not read. */
export const QUEUE_FRAMES_MAX = 20_000;
/** Reading goes on when this much is left: half, so that sockets do not flap. */
export const QUEUE_FRAMES_LOW = 10_000;
/** Frames in one transaction: large enough to amortise a commit, small enough to hold locks under 100 ms. */
export const BATCH_FRAMES_MAX = 2_000;
/** Bytes of frames in one transaction: the longest dialect frame is 10 kB, and memory is bounded by it. */
export const BATCH_BYTES_MAX = 4 * 1024 * 1024;
/** How long the first frame of a batch waits for company. */
export const BATCH_WAIT_MS = 4;
/** Garbage taken from one connection before it is closed: a device that lost its framing finds it again in less. */
export const GARBAGE_BYTES_MAX = 64 * 1024;
/** Rejected runs kept as evidence for one connection; the rest are counted. */
export const REJECTS_KEPT_MAX = 4;
/** A connection's heartbeats closer together say nothing new; a flood of them ends here. */
export const HEARTBEAT_EVERY_MS = 10_000;
/** A connection on which no seal of ours has spoken by then is closed: strangers must not fill the house. */
export const FIRST_FRAME_MS_MAX = 60_000;
/** The longest sleep of a known seal is 6 h (RTC wake); a quiet socket beyond it is a dead NAT entry. */
export const IDLE_MS_MAX = 7 * 3_600_000;
/** Acknowledgements a device does not take; beyond it the device is not listening, and is closed. */
export const UNSENT_BYTES_MAX = 64 * 1024;
/** How long "unknown device" is believed before the register is asked again: an officer who registers a seal waits no longer. */
export const STRANGER_MS = 5_000;
/** Different strangers remembered between two notes; an attacker may make up any number. */
export const STRANGERS_HELD_MAX = 2_000;
/** Seals whose state is kept in memory; about 1 kB each. */
export const CONTEXTS_MAX = 50_000;
/** Datagrams that wait for us in the kernel: a second of a busy port; beyond it they are lost, and sent again. */
export const DATAGRAM_READ_AHEAD_BYTES = 1024 * 1024;
/** Rejected datagrams kept as evidence for one dialect; the rest are counted. */
export const DATAGRAM_REJECTS_PER_MINUTE_MAX = 20;
/** Times that a batch meets a row of another writer (23505) before its own frames are suspected. */
export const COLLISIONS_MAX = 3;
/** Pause between tries when the database cannot be reached. */
export const DATABASE_RETRY_MS = 500;
