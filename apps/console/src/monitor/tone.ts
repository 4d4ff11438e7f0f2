/** How long after one tone the next may sound; long enough to speak on the phone between two. */
const EVERY_MS = 12_000;
const LASTS_S = 0.9;
const LOUDNESS = 0.12;
/** Two notes a fourth apart, low enough to be soft in a quiet room. */
const NOTES_HZ = [392, 523.25] as const;

function play(context: AudioContext): void {
  NOTES_HZ.forEach((pitch, index) => {
    const at = context.currentTime + index * 0.18;
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    oscillator.type = 'sine';
    oscillator.frequency.value = pitch;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(LOUDNESS, at + 0.03);
    gain.gain.exponentialRampToValueAtTime(0.000_1, at + LASTS_S);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(at);
    oscillator.stop(at + LASTS_S);
  });
}

/** Sounds it once, for whoever sets the volume at the start of a shift. */
export function soundOnce(): void {
  const context = new AudioContext();
  play(context);
  setTimeout(() => void context.close(), LASTS_S * 2_000);
}

/**
 * Sounds the one soft tone until stopped (§4.1). A browser that has not been touched yet stays silent; the first click or
 * key lets it speak.
 */
export function startTone(): () => void {
  const context = new AudioContext();
  const sound = (): void => {
    if (context.state === 'suspended') void context.resume();
    if (context.state === 'running') play(context);
  };
  sound();
  const timer = setInterval(sound, EVERY_MS);
  const wake = (): void => void context.resume().then(sound);
  addEventListener('pointerdown', wake, { once: true });
  return () => {
    clearInterval(timer);
    removeEventListener('pointerdown', wake);
    void context.close();
  };
}
