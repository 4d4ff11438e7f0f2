-- Routes and places may be withdrawn, as fences may: a first version that officers took back before it was in force
-- never holds. A later version that takes force earlier than one before it stands in its place.
ALTER TABLE corridors.place_version ADD COLUMN is_withdrawn boolean NOT NULL DEFAULT false;
ALTER TABLE corridors.route_version ADD COLUMN is_withdrawn boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN corridors.place_version.is_withdrawn IS 'From then on it is no place of the gazette.';
COMMENT ON COLUMN corridors.route_version.is_withdrawn IS 'From then on no journey is made on it; those under way keep the version that they have.';
