/** A notification from the platform to an account. */
export interface PlatformNotification {
  id: string;
  title: string;
  message: string;
  /** Epoch ms. */
  createdAt: number | null;
  /** Set for an open invitation to a shared profile. */
  invitation: { acceptButtonId: string; refuseButtonId: string | null } | null;
}

/** An open invitation to a shared profile, which can still be answered. */
export type Invitation = PlatformNotification & {
  invitation: NonNullable<PlatformNotification['invitation']>;
};

export function isInvitation(notification: PlatformNotification): notification is Invitation {
  return notification.invitation !== null;
}
