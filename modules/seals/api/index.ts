export { type SealsDeps, sealsRoutes } from './routes.ts';
export {
  isSilent,
  type LiveView,
  liveSchema,
  liveView,
  type SealView,
  sealSchema,
} from './views.ts';
