/** Says when the vault locks with the computer: Firefox reports an idle computer only, no locked screen. */
export const lockWithComputerHint = import.meta.env.FIREFOX
  ? 'securityWithComputerHintIdle'
  : 'securityWithComputerHint';
