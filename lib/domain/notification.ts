/** A notification from the platform to an account. */
export interface PlatformNotification {
  id: string;
  title: string;
  message: string;
  /** Epoch ms. */
  createdAt: number | null;
  /** Set for an open invitation to a shared profile; undefined: it can't be read whether it is one. */
  invitation: { acceptButtonId: string; refuseButtonId: string | null } | null | undefined;
}

/** An open invitation to a shared profile, which can still be answered. */
export type Invitation = PlatformNotification & {
  invitation: NonNullable<PlatformNotification['invitation']>;
};

/** Returns the text by which an answered invitation is named. */
export function invitationText({ title, message }: Pick<PlatformNotification, 'title' | 'message'>): string {
  return title || message;
}

export function isInvitation(notification: PlatformNotification): notification is Invitation {
  return Boolean(notification.invitation);
}
