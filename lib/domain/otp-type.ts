/** Methods of two-factor authentication, in the order in which an account's first one is offered. */
export const OTP_TYPES = ['authenticator', 'sms', 'email'] as const;
export type OtpType = (typeof OTP_TYPES)[number];
