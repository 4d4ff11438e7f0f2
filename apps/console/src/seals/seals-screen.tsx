export function SealsScreen() {
  return null;
}
