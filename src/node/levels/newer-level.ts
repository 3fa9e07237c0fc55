/** What the operator of a member reads whose region has been finalised beyond what its release can read. */
export function describeNewerLevel(region: number, newest: number): string {
  return (
    `the region runs at feature level ${region}, and this member reads levels up to ${newest}: start it with a release ` +
    'that reads it (or without --feature-level-max). Going back was possible only until the level was finalised'
  );
}
