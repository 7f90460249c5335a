export function AllocationPage(_: object) {
  return null;
}
