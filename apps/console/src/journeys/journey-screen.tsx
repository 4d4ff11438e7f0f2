export function JourneyScreen() {
  return null;
}
