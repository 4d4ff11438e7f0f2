export function JourneysScreen() {
  return null;
}
