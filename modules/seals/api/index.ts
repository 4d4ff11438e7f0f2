export { type SealsDeps, sealsRoutes } from './routes.ts';
export {
  isSilent,
  type LiveView,
  liveSchema,
  liveView,
  type SealView,
  sealSchema,
  silentAfterMs,
} from './views.ts';
