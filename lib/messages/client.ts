import { defineExtensionMessaging } from '@webext-core/messaging';
import type { Protocol } from './protocol.ts';

/**
 * The typed line to the background. Pages and content scripts call `sendMessage`; only the background
 * registers handlers, through lib/messages/handle.ts, which checks the sender.
 */
export const messenger = defineExtensionMessaging<Protocol>();
export const send = messenger.sendMessage;
