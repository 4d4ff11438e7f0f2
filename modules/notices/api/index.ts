import type { FastifyInstance } from 'fastify';
import { carrierRoutes } from './carrier-routes.ts';
import { channelRoutes } from './channel-routes.ts';
import { deliveryRoutes } from './delivery-routes.ts';
import type { NoticesDeps } from './deps.ts';
import { subscriptionRoutes } from './subscription-routes.ts';

export type { NoticesDeps } from './deps.ts';
export { newSigningKey, receiversKey, type Signed, signedHeaders } from './standard-webhooks.ts';

export function noticesRoutes(instance: FastifyInstance, deps: NoticesDeps): void {
  channelRoutes(instance, deps);
  subscriptionRoutes(instance, deps);
  deliveryRoutes(instance, deps);
  carrierRoutes(instance, deps);
}
