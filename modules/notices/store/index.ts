import type { MigrationSet } from '@lakiri/platform/migrate';

export { type CarrierSeen, carrierAggregate, listCarriers } from './carriers.ts';
export { type ChannelSeen, channelAggregate, findChannel, listChannels } from './channels.ts';
export {
  type Attempt,
  countTests,
  DELIVERIES_PAGE_MAX,
  DELIVERY_STATES,
  type DeliverySeen,
  findDelivery,
  listDeliveries,
  resendDelivery,
} from './deliveries.ts';
export {
  forgetDeliveries,
  keepDeliveries,
  LEASE_MS,
  type NewDelivery,
  noteTried,
  type Taken,
  type Tried,
  takeDue,
} from './outbox.ts';
export { beginReader, holdReader, lookAs, moveReader, overseerScope } from './reader.ts';
export {
  type CarrierSecret,
  type ChannelSecret,
  noticesKey,
  openCarrier,
  openChannel,
  type SigningKey,
  type SmtpRelay,
  seal,
  sealedSha256,
} from './sealing.ts';
export {
  listSubscriptions,
  standingSubscriptions,
  subscriptionAggregate,
} from './subscriptions.ts';

export const noticesMigrations: MigrationSet = {
  module: 'notices',
  directory: new URL('migrations/', import.meta.url),
};
