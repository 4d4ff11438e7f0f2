// For a verification: the intake's own way from bytes to states, to be gone again over what was kept.
export { judgeUncertain } from './commands/judge-uncertain.ts';
export { DIALECTS, decoderOf, spokenAs } from './dialects.ts';
export { type AboutFrame, aboutFrame } from './intake/about-frame.ts';
export { reread } from './intake/addressed.ts';
export type { Context } from './intake/context.ts';
export { factsOf } from './intake/facts.ts';
export { type FoldedBatch, foldBatch, type Prepared, prepare } from './intake/fold-batch.ts';
export { judgeDeadline } from './intake/judge-deadline.ts';
export { type Models, modelsOf } from './intake/models.ts';
export { parseOrigin } from './intake/origin.ts';
export { FULL_RATION } from './intake/ration.ts';
export { frameKey, revealSecrets } from './intake/secrets.ts';
export { givenWitness } from './intake/trust-witness.ts';
