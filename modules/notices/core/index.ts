export {
  CARRIER_KINDS,
  type Carrier,
  type CarrierId,
  type CarrierKind,
  type CarrierSet,
  evolveCarrier,
  setCarrier,
} from './carrier.ts';
export {
  addChannel,
  CHANNEL_KINDS,
  CHANNEL_NAME_CHARS_MAX,
  type Channel,
  type ChannelEvents,
  type ChannelId,
  type ChannelKind,
  type ChannelRefusal,
  evolveChannel,
  type Owner,
  type PartyRef,
  type PersonRef,
  pauseChannel,
  rekeyChannel,
  removeChannel,
  resumeChannel,
} from './channel.ts';
export { type Content, payloadOf, testContent } from './content.ts';
export { type Matter, type Wanted, wantedOf } from './matching.ts';
export { isZone, type Quiet } from './quiet.ts';
export { nextTryAt, triesMax } from './schedule.ts';
export {
  changeSubscription,
  endSubscription,
  evolveSubscription,
  isTopic,
  LANGUAGES,
  type Language,
  makeSubscription,
  SCOPE_IDS_MAX,
  type Scope,
  type Subscription,
  type SubscriptionEvents,
  type SubscriptionId,
  type SubscriptionRefusal,
  TOPICS,
  type Topic,
  type Wish,
} from './subscription.ts';
export {
  carrierOf,
  isMailbox,
  isWebAddress,
  maskedTarget,
  type Target,
  URL_CHARS_MAX,
} from './target.ts';
export {
  fillTemplate,
  SMS_FORMS,
  SMS_METHODS,
  type SmsRequest,
  type SmsTemplate,
  type TemplateFault,
  templateFault,
} from './template.ts';
export { type Text, textOf } from './text.ts';
export { KIND_WORDS } from './text-words.ts';
