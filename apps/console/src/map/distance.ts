/** A distance in metres as people say it: `450 m`, `4.1 km`, `24 km`. */
export function distance(metres: number): string {
  if (metres < 1_000) return `${Math.round(metres / 10) * 10} m`;
  const km = metres / 1_000;
  return km < 10 ? `${km.toFixed(1)} km` : `${Math.round(km)} km`;
}
