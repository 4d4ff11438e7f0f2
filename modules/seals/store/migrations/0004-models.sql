-- What a model does is dated data: each revision is a version with a day from which it holds, and a reading is
-- judged by the version that held when it was received. Versions are never changed.
ALTER TABLE seals.model ADD COLUMN id uuid UNIQUE;
UPDATE seals.model SET id = md5('lakiri model ' || model)::uuid;
ALTER TABLE seals.model ALTER COLUMN id SET NOT NULL;
COMMENT ON COLUMN seals.model.id IS 'The subject of its facts; from its name, so that every node has the same.';

CREATE TABLE seals.model_version (
  model text NOT NULL REFERENCES seals.model,
  version integer NOT NULL CHECK (version > 0),
  effective_from timestamptz NOT NULL,
  report_interval_s integer NOT NULL CHECK (report_interval_s > 0),
  parked_interval_s integer CHECK (parked_interval_s > 0),
  asleep_interval_s integer CHECK (asleep_interval_s > 0),
  drain_pct_per_hour real NOT NULL CHECK (drain_pct_per_hour >= 0),
  tier_max smallint NOT NULL DEFAULT 0 CHECK (tier_max BETWEEN 0 AND 3),
  profile text,
  basis text NOT NULL CHECK (basis IN ('manual', 'approval', 'measured', 'assumed')),
  source text NOT NULL,
  PRIMARY KEY (model, version),
  UNIQUE (model, effective_from)
);
COMMENT ON TABLE seals.model_version IS 'What a model does from a time on. Version 1 is this release''s; the others are facts of people.';
COMMENT ON COLUMN seals.model_version.report_interval_s IS 'The longest between two reports while it moves.';
COMMENT ON COLUMN seals.model_version.parked_interval_s IS 'The same while it stands; null where nobody knows it.';
COMMENT ON COLUMN seals.model_version.asleep_interval_s IS 'The same while it sleeps between two wakings; null where it does not, or nobody knows.';
COMMENT ON COLUMN seals.model_version.tier_max IS 'The highest tier of trust that its type approval grants.';
COMMENT ON COLUMN seals.model_version.profile IS 'RFC 8785 text that only its dialect reads: what the model means by what it sends. Null: nothing beyond the dialect''s own standard.';

-- JT701D manual V1.4, P04: awake 60 s between reports, and asleep it wakes each 30 min.
INSERT INTO seals.model_version (model, version, effective_from, report_interval_s, asleep_interval_s,
  drain_pct_per_hour, profile, basis, source)
SELECT model, 1, 'epoch', report_interval_s, CASE WHEN dialect = 'jointech' THEN 1800 END, drain_pct_per_hour,
  CASE WHEN model = 'FMB-rope' THEN
    '{"io":[{"bytes":1,"id":113,"means":"batteryPct"},{"bytes":"variable","id":548,"means":"beacons"},{"bytes":"variable","id":10828,"means":"beacons"},{"bytes":"variable","id":10829,"means":"beacons"},{"bytes":"variable","id":10831,"means":"beacons"},{"bytes":4,"id":16,"means":"odometerM"},{"bytes":1,"id":1,"means":"ropeInserted","when":1},{"bytes":1,"id":1,"means":"ropeCut","when":0}]}'
  END, CASE WHEN model = 'JT701D' THEN 'manual' ELSE 'assumed' END, source
FROM seals.model;

ALTER TABLE seals.model DROP COLUMN report_interval_s, DROP COLUMN drain_pct_per_hour, DROP COLUMN source;
COMMENT ON TABLE seals.model IS 'The models that a seal may be registered as, and the dialect that each speaks.';

-- Every model that the dialects of this release know by name, and one by the standard of each dialect.
CREATE TEMPORARY TABLE known (model text, dialect text, maker text, report_interval_s integer,
  drain_pct_per_hour real, profile text, source text) ON COMMIT DROP;
INSERT INTO known VALUES
  ('JT709-sub-lock', 'jointech', 'Jointech', 1800, 0.1, NULL, 'radio sub-lock of a JT701D (WLNET); interval and drain assumed'),
  ('JT707', 'jt808', 'Jointech', 300, 1, '{"alarms":{"1":{"word":"overspeed"},"16":{"bit":"coverOpen","word":"coverOpen"},"17":{"word":"geofenceEnter"},"18":{"word":"geofenceExit"},"7":{"bit":"lowBattery","word":"lowBattery"}},"cellBits":[6],"items":"jointech","satelliteBits":[1,18],"status":{"0":{"word":"ignition"},"20":{"bit":"ropeInserted","when":false},"21":{"bit":"motorLocked","when":false},"7":{"bit":"coverOpen"}},"utcOffsetMinutes":0}', 'profile jointech of the dialect; interval and drain assumed'),
  ('JT707A', 'jt808', 'Jointech', 300, 1, '{"alarms":{"1":{"word":"overspeed"},"16":{"bit":"coverOpen","word":"coverOpen"},"17":{"word":"geofenceEnter"},"18":{"word":"geofenceExit"},"7":{"bit":"lowBattery","word":"lowBattery"}},"cellBits":[6],"items":"jointech","satelliteBits":[1,18],"status":{"0":{"word":"ignition"},"20":{"bit":"ropeInserted","when":false},"21":{"bit":"motorLocked","when":false},"7":{"bit":"coverOpen"}},"utcOffsetMinutes":0}', 'profile jointech of the dialect; interval and drain assumed'),
  ('JT709', 'jt808', 'Jointech', 300, 1, '{"alarms":{"1":{"word":"overspeed"},"16":{"bit":"coverOpen","word":"coverOpen"},"17":{"word":"geofenceEnter"},"18":{"word":"geofenceExit"},"7":{"bit":"lowBattery","word":"lowBattery"}},"cellBits":[6],"items":"jointech","satelliteBits":[1,18],"status":{"0":{"word":"ignition"},"20":{"bit":"ropeInserted","when":false},"21":{"bit":"motorLocked","when":false},"7":{"bit":"coverOpen"}},"utcOffsetMinutes":0}', 'profile jointech of the dialect; interval and drain assumed'),
  ('JT709A', 'jt808', 'Jointech', 300, 1, '{"alarms":{"1":{"word":"overspeed"},"16":{"bit":"coverOpen","word":"coverOpen"},"17":{"word":"geofenceEnter"},"18":{"word":"geofenceExit"},"7":{"bit":"lowBattery","word":"lowBattery"}},"cellBits":[6],"items":"jointech","satelliteBits":[1,18],"status":{"0":{"word":"ignition"},"20":{"bit":"ropeInserted","when":false},"21":{"bit":"motorLocked","when":false},"7":{"bit":"coverOpen"}},"utcOffsetMinutes":0}', 'profile jointech of the dialect; interval and drain assumed'),
  ('G-300', 'jt808', 'JT/T 808', 300, 1, '{"alarms":{"0":{"bit":"ropeCut","word":"removing"},"1":{"bit":"coverOpen","word":"tampering"},"4":{"bit":"ropeCut","word":"removing"}},"items":"padlock"}', 'profile padlock of the dialect; interval and drain assumed'),
  ('G-360P', 'jt808', 'JT/T 808', 300, 1, '{"alarms":{"0":{"bit":"ropeCut","word":"removing"},"1":{"bit":"coverOpen","word":"tampering"},"4":{"bit":"ropeCut","word":"removing"}},"items":"padlock"}', 'profile padlock of the dialect; interval and drain assumed'),
  ('G-508P', 'jt808', 'JT/T 808', 300, 1, '{"alarms":{"0":{"bit":"ropeCut","word":"removing"},"1":{"bit":"coverOpen","word":"tampering"},"4":{"bit":"ropeCut","word":"removing"}},"items":"padlock"}', 'profile padlock of the dialect; interval and drain assumed'),
  ('MV710G', 'jt808', 'JT/T 808', 300, 1, '{"itemNames":{"57":"harshDrivingWithDoor"},"status":{"0":{"word":"ignition"},"10":{"word":"oilCut"},"16":{"word":"door"}}}', 'profile doorTracker of the dialect; interval and drain assumed'),
  ('MV810G', 'jt808', 'JT/T 808', 300, 1, '{"itemNames":{"57":"harshDrivingWithDoor"},"status":{"0":{"word":"ignition"},"10":{"word":"oilCut"},"16":{"word":"door"}}}', 'profile doorTracker of the dialect; interval and drain assumed'),
  ('AL300', 'jt808', 'JT/T 808', 300, 1, '{"alarms":{"16":{"word":"movement"}}}', 'profile containerTracker of the dialect; interval and drain assumed'),
  ('GL100', 'jt808', 'JT/T 808', 300, 1, '{"alarms":{"16":{"word":"movement"}}}', 'profile containerTracker of the dialect; interval and drain assumed'),
  ('JC181', 'jt808', 'Jimi', 300, 1, '{"itemNames":{"e8":"jimiStatus"}}', 'profile jimiCamera of the dialect; interval and drain assumed'),
  ('JC182', 'jt808', 'Jimi', 300, 1, '{"itemNames":{"e8":"jimiStatus"}}', 'profile jimiCamera of the dialect; interval and drain assumed'),
  ('JC371', 'jt808', 'Jimi', 300, 1, '{"itemNames":{"e8":"jimiStatus"}}', 'profile jimiCamera of the dialect; interval and drain assumed'),
  ('JC450', 'jt808', 'Jimi', 300, 1, '{"itemNames":{"e8":"jimiStatus"}}', 'profile jimiCamera of the dialect; interval and drain assumed'),
  ('JC451', 'jt808', 'Jimi', 300, 1, '{"itemNames":{"e8":"jimiStatus"}}', 'profile jimiCamera of the dialect; interval and drain assumed'),
  ('C5L', 'jt808', 'JT/T 808', 300, 1, '{"itemNames":{"f8":"steps"}}', 'profile beaconBadge of the dialect; interval and drain assumed'),
  ('DT800', 'jt808', 'JT/T 808', 300, 1, '{"itemNames":{"e2":"hex"}}', 'profile levelless of the dialect; interval and drain assumed'),
  ('G1C Pro', 'jt808', 'JT/T 808', 300, 1, '{"status":{"0":{"word":"ignition"},"10":{"word":"oilCut"},"4":{"word":"motion"}}}', 'profile moving of the dialect; interval and drain assumed'),
  ('jt808-standard', 'jt808', 'JT/T 808', 300, 1, '{}', 'JT/T 808-2013 and 2019; interval and drain assumed'),
  ('jt808-sub-lock', 'jt808', 'JT/T 808', 1800, 0.1, NULL, 'radio sub-lock told of in items 63 and D5; interval and drain assumed'),
  ('G18', 'gt06', 'GT06', 300, 1, '{"alarms":{"30":{"word":"hardBraking"}}}', 'profile vehicle of the dialect; interval and drain assumed'),
  ('JM-VL03', 'gt06', 'Jimi', 300, 1, '{"alarms":{"30":{"word":"hardBraking"}}}', 'profile vehicle of the dialect; interval and drain assumed'),
  ('VL103', 'gt06', 'Jimi', 300, 1, '{"alarms":{"09":{"word":"tow"},"30":{"event":"tamper.jamming","word":"jamming"}}}', 'profile towed of the dialect; interval and drain assumed'),
  ('VL110', 'gt06', 'Jimi', 300, 1, '{"alarms":{"09":{"word":"tow"},"30":{"event":"tamper.jamming","word":"jamming"}}}', 'profile towed of the dialect; interval and drain assumed'),
  ('LW4G-4B', 'gt06', 'Jimi', 300, 1, '{"alarms":{"18":{"event":"tamper.shock","word":"accident"},"19":{"word":"hardAcceleration"},"28":{"word":"hardBraking"},"30":{"word":"hardBraking"}},"heartbeat":"decivolts"}', 'profile driven of the dialect; interval and drain assumed'),
  ('R11', 'gt06', 'GT06', 300, 1, '{"heartbeat":"centivolts"}', 'profile centivoltHeartbeat of the dialect; interval and drain assumed'),
  ('gt06-standard', 'gt06', 'GT06', 300, 1, '{}', 'profile standard of the dialect; interval and drain assumed'),
  ('gt06-lenient', 'gt06', 'GT06', 300, 1, '{"checksum":"lenient"}', 'profile lenient of the dialect; interval and drain assumed'),
  ('MVT340', 'meitrack', 'Meitrack', 300, 1, '{"volts":{"battery":0.005859375,"power":0.046875}}', 'GPRS Protocol V1.8, analog inputs; interval and drain assumed'),
  ('MVT380', 'meitrack', 'Meitrack', 300, 1, '{"volts":{"battery":0.005859375,"power":0.046875}}', 'GPRS Protocol V1.8, analog inputs; interval and drain assumed'),
  ('MT90', 'meitrack', 'Meitrack', 300, 1, '{"volts":{"battery":0.001611328125,"power":1}}', 'GPRS Protocol V1.8, analog inputs; interval and drain assumed'),
  ('T1', 'meitrack', 'Meitrack', 300, 1, '{"volts":{"battery":0.001611328125,"power":0.012890625}}', 'GPRS Protocol V1.8, analog inputs; interval and drain assumed'),
  ('T3', 'meitrack', 'Meitrack', 300, 1, '{"volts":{"battery":0.001611328125,"power":0.012890625}}', 'GPRS Protocol V1.8, analog inputs; interval and drain assumed'),
  ('MVT100', 'meitrack', 'Meitrack', 300, 1, '{"volts":{"battery":0.001611328125,"power":0.012890625}}', 'GPRS Protocol V1.8, analog inputs; interval and drain assumed'),
  ('MVT600', 'meitrack', 'Meitrack', 300, 1, '{"volts":{"battery":0.001611328125,"power":0.012890625}}', 'GPRS Protocol V1.8, analog inputs; interval and drain assumed'),
  ('MVT800', 'meitrack', 'Meitrack', 300, 1, '{"volts":{"battery":0.001611328125,"power":0.012890625}}', 'GPRS Protocol V1.8, analog inputs; interval and drain assumed'),
  ('TC68', 'meitrack', 'Meitrack', 300, 1, '{"volts":{"battery":0.001611328125,"power":0.012890625}}', 'GPRS Protocol V1.8, analog inputs; interval and drain assumed'),
  ('TC68S', 'meitrack', 'Meitrack', 300, 1, '{"volts":{"battery":0.001611328125,"power":0.012890625}}', 'GPRS Protocol V1.8, analog inputs; interval and drain assumed'),
  ('meitrack-standard', 'meitrack', 'Meitrack', 300, 1, '{}', 'GPRS Protocol V1.8; interval and drain assumed'),
  ('FMB120', 'teltonika', 'Teltonika', 300, 1, '{"io":[{"bytes":1,"id":113,"means":"batteryPct"},{"bytes":"variable","id":548,"means":"beacons"},{"bytes":"variable","id":10828,"means":"beacons"},{"bytes":"variable","id":10829,"means":"beacons"},{"bytes":"variable","id":10831,"means":"beacons"},{"bytes":4,"id":16,"means":"odometerM"},{"bytes":2,"id":66,"means":"number","name":"externalMv"},{"bytes":2,"id":67,"means":"number","name":"batteryMv"},{"bytes":1,"id":239,"means":"flag","name":"ignition"},{"bytes":1,"id":240,"means":"flag","name":"movement"},{"bytes":1,"id":236,"means":"flag","name":"alarm"},{"bytes":1,"id":246,"means":"flag","name":"towing"},{"bytes":8,"id":78,"means":"card"},{"bytes":1,"event":"power.cut","id":252,"means":"event","when":1},{"bytes":1,"event":"power.restored","id":252,"means":"event","when":0},{"bytes":1,"event":"tamper.jamming","id":249,"means":"event","when":1},{"bytes":1,"id":155,"means":"number","name":"geofence1"},{"bytes":1,"id":156,"means":"number","name":"geofence2"},{"bytes":1,"id":157,"means":"number","name":"geofence3"},{"bytes":1,"id":158,"means":"number","name":"geofence4"},{"bytes":1,"id":159,"means":"number","name":"geofence5"}]}', 'profile fmbPlatform of the dialect; interval and drain assumed'),
  ('FMB130', 'teltonika', 'Teltonika', 300, 1, '{"io":[{"bytes":1,"id":113,"means":"batteryPct"},{"bytes":"variable","id":548,"means":"beacons"},{"bytes":"variable","id":10828,"means":"beacons"},{"bytes":"variable","id":10829,"means":"beacons"},{"bytes":"variable","id":10831,"means":"beacons"},{"bytes":4,"id":16,"means":"odometerM"},{"bytes":2,"id":66,"means":"number","name":"externalMv"},{"bytes":2,"id":67,"means":"number","name":"batteryMv"},{"bytes":1,"id":239,"means":"flag","name":"ignition"},{"bytes":1,"id":240,"means":"flag","name":"movement"},{"bytes":1,"id":236,"means":"flag","name":"alarm"},{"bytes":1,"id":246,"means":"flag","name":"towing"},{"bytes":8,"id":78,"means":"card"},{"bytes":1,"event":"power.cut","id":252,"means":"event","when":1},{"bytes":1,"event":"power.restored","id":252,"means":"event","when":0},{"bytes":1,"event":"tamper.jamming","id":249,"means":"event","when":1},{"bytes":1,"id":155,"means":"number","name":"geofence1"},{"bytes":1,"id":156,"means":"number","name":"geofence2"},{"bytes":1,"id":157,"means":"number","name":"geofence3"},{"bytes":1,"id":158,"means":"number","name":"geofence4"},{"bytes":1,"id":159,"means":"number","name":"geofence5"}]}', 'profile fmbPlatform of the dialect; interval and drain assumed'),
  ('FMB920', 'teltonika', 'Teltonika', 300, 1, '{"io":[{"bytes":1,"id":113,"means":"batteryPct"},{"bytes":"variable","id":548,"means":"beacons"},{"bytes":"variable","id":10828,"means":"beacons"},{"bytes":"variable","id":10829,"means":"beacons"},{"bytes":"variable","id":10831,"means":"beacons"},{"bytes":4,"id":16,"means":"odometerM"},{"bytes":2,"id":66,"means":"number","name":"externalMv"},{"bytes":2,"id":67,"means":"number","name":"batteryMv"},{"bytes":1,"id":239,"means":"flag","name":"ignition"},{"bytes":1,"id":240,"means":"flag","name":"movement"},{"bytes":1,"id":236,"means":"flag","name":"alarm"},{"bytes":1,"id":246,"means":"flag","name":"towing"},{"bytes":8,"id":78,"means":"card"},{"bytes":1,"event":"power.cut","id":252,"means":"event","when":1},{"bytes":1,"event":"power.restored","id":252,"means":"event","when":0},{"bytes":1,"event":"tamper.jamming","id":249,"means":"event","when":1},{"bytes":1,"id":155,"means":"number","name":"geofence1"},{"bytes":1,"id":156,"means":"number","name":"geofence2"},{"bytes":1,"id":157,"means":"number","name":"geofence3"},{"bytes":1,"id":158,"means":"number","name":"geofence4"},{"bytes":1,"id":159,"means":"number","name":"geofence5"}]}', 'profile fmbPlatform of the dialect; interval and drain assumed'),
  ('FMC130', 'teltonika', 'Teltonika', 300, 1, '{"io":[{"bytes":1,"id":113,"means":"batteryPct"},{"bytes":"variable","id":548,"means":"beacons"},{"bytes":"variable","id":10828,"means":"beacons"},{"bytes":"variable","id":10829,"means":"beacons"},{"bytes":"variable","id":10831,"means":"beacons"},{"bytes":4,"id":16,"means":"odometerM"},{"bytes":2,"id":66,"means":"number","name":"externalMv"},{"bytes":2,"id":67,"means":"number","name":"batteryMv"},{"bytes":1,"id":239,"means":"flag","name":"ignition"},{"bytes":1,"id":240,"means":"flag","name":"movement"},{"bytes":1,"id":236,"means":"flag","name":"alarm"},{"bytes":1,"id":246,"means":"flag","name":"towing"},{"bytes":8,"id":78,"means":"card"},{"bytes":1,"event":"power.cut","id":252,"means":"event","when":1},{"bytes":1,"event":"power.restored","id":252,"means":"event","when":0},{"bytes":1,"event":"tamper.jamming","id":249,"means":"event","when":1},{"bytes":1,"id":155,"means":"number","name":"geofence1"},{"bytes":1,"id":156,"means":"number","name":"geofence2"},{"bytes":1,"id":157,"means":"number","name":"geofence3"},{"bytes":1,"id":158,"means":"number","name":"geofence4"},{"bytes":1,"id":159,"means":"number","name":"geofence5"}]}', 'profile fmbPlatform of the dialect; interval and drain assumed'),
  ('FMM130', 'teltonika', 'Teltonika', 300, 1, '{"io":[{"bytes":1,"id":113,"means":"batteryPct"},{"bytes":"variable","id":548,"means":"beacons"},{"bytes":"variable","id":10828,"means":"beacons"},{"bytes":"variable","id":10829,"means":"beacons"},{"bytes":"variable","id":10831,"means":"beacons"},{"bytes":4,"id":16,"means":"odometerM"},{"bytes":2,"id":66,"means":"number","name":"externalMv"},{"bytes":2,"id":67,"means":"number","name":"batteryMv"},{"bytes":1,"id":239,"means":"flag","name":"ignition"},{"bytes":1,"id":240,"means":"flag","name":"movement"},{"bytes":1,"id":236,"means":"flag","name":"alarm"},{"bytes":1,"id":246,"means":"flag","name":"towing"},{"bytes":8,"id":78,"means":"card"},{"bytes":1,"event":"power.cut","id":252,"means":"event","when":1},{"bytes":1,"event":"power.restored","id":252,"means":"event","when":0},{"bytes":1,"event":"tamper.jamming","id":249,"means":"event","when":1},{"bytes":1,"id":155,"means":"number","name":"geofence1"},{"bytes":1,"id":156,"means":"number","name":"geofence2"},{"bytes":1,"id":157,"means":"number","name":"geofence3"},{"bytes":1,"id":158,"means":"number","name":"geofence4"},{"bytes":1,"id":159,"means":"number","name":"geofence5"}]}', 'profile fmbPlatform of the dialect; interval and drain assumed'),
  ('teltonika-any-tracker', 'teltonika', 'Teltonika', 300, 1, '{"io":[{"bytes":1,"id":113,"means":"batteryPct"},{"bytes":"variable","id":548,"means":"beacons"},{"bytes":"variable","id":10828,"means":"beacons"},{"bytes":"variable","id":10829,"means":"beacons"},{"bytes":"variable","id":10831,"means":"beacons"}]}', 'profile anyTracker of the dialect; interval and drain assumed'),
  ('teltonika-tanker', 'teltonika', 'Teltonika', 300, 1, '{"io":[{"bytes":1,"id":113,"means":"batteryPct"},{"bytes":"variable","id":548,"means":"beacons"},{"bytes":"variable","id":10828,"means":"beacons"},{"bytes":"variable","id":10829,"means":"beacons"},{"bytes":"variable","id":10831,"means":"beacons"},{"bytes":4,"id":16,"means":"odometerM"},{"bytes":2,"id":66,"means":"number","name":"externalMv"},{"bytes":2,"id":67,"means":"number","name":"batteryMv"},{"bytes":1,"id":239,"means":"flag","name":"ignition"},{"bytes":1,"id":240,"means":"flag","name":"movement"},{"bytes":1,"id":236,"means":"flag","name":"alarm"},{"bytes":1,"id":246,"means":"flag","name":"towing"},{"bytes":8,"id":78,"means":"card"},{"bytes":1,"event":"power.cut","id":252,"means":"event","when":1},{"bytes":1,"event":"power.restored","id":252,"means":"event","when":0},{"bytes":1,"event":"tamper.jamming","id":249,"means":"event","when":1},{"bytes":1,"id":155,"means":"number","name":"geofence1"},{"bytes":1,"id":156,"means":"number","name":"geofence2"},{"bytes":1,"id":157,"means":"number","name":"geofence3"},{"bytes":1,"id":158,"means":"number","name":"geofence4"},{"bytes":1,"id":159,"means":"number","name":"geofence5"},{"bytes":2,"id":201,"means":"number","name":"lls1Level"},{"bytes":2,"id":203,"means":"number","name":"lls2Level"},{"bytes":2,"id":210,"means":"number","name":"lls3Level"},{"bytes":2,"id":212,"means":"number","name":"lls4Level"},{"bytes":2,"id":214,"means":"number","name":"lls5Level"},{"bytes":1,"id":202,"means":"number","name":"lls1TemperatureC","signed":true},{"bytes":1,"id":204,"means":"number","name":"lls2TemperatureC","signed":true},{"bytes":1,"id":211,"means":"number","name":"lls3TemperatureC","signed":true},{"bytes":1,"id":213,"means":"number","name":"lls4TemperatureC","signed":true},{"bytes":1,"id":215,"means":"number","name":"lls5TemperatureC","signed":true},{"bytes":2,"id":84,"means":"number","name":"canFuelL","per":10},{"bytes":1,"id":89,"means":"number","name":"canFuelPct"},{"bytes":2,"id":270,"means":"number","name":"ble1Fuel"},{"bytes":2,"id":273,"means":"number","name":"ble2Fuel"},{"bytes":2,"id":276,"means":"number","name":"ble3Fuel"},{"bytes":2,"id":279,"means":"number","name":"ble4Fuel"}]}', 'profile tanker of the dialect; interval and drain assumed'),
  ('GV55 Lite', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GL500', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GL300VC', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GMT100', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GV300', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GV300W', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GL300', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GV65', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GV200', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GV500', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GV65 Plus', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GV75W', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('Bolt4G', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GL530', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GB100', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GV55W', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GL50', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GL50B', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GV58LAU', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GV355CEU', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GV350CEU', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GL200', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GV55', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GL300W', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GV500VC', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GV500MAP', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GV310LAU', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('CV200', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GV600M', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GV600MG', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GL500M', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('CV100', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GV350M', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GL300M', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GV800W', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('GV600W', 'queclink', 'Queclink', 300, 1, '{}', '@Track Air Interface Protocol, by the version in each text; interval and drain assumed'),
  ('omni-standard', 'omni', 'Omni', 300, 1, '{}', 'texts CMD, SC and BG; interval and drain assumed'),
  ('eseal-standard', 'eseal', 'eSeal', 300, 1, '{}', 'reports between ## and E##; interval and drain assumed'),
  ('suntech-standard', 'suntech', 'Suntech', 300, 1, '{}', 'legacy and universal reports; interval and drain assumed')
;
INSERT INTO seals.model (model, dialect, maker, id)
SELECT model, dialect, maker, md5('lakiri model ' || model)::uuid FROM known;
INSERT INTO seals.model_version (model, version, effective_from, report_interval_s, drain_pct_per_hour, profile,
  basis, source)
SELECT model, 1, 'epoch', report_interval_s, drain_pct_per_hour, profile, 'assumed', source FROM known;

CREATE VIEW seals.model_now WITH (security_invoker) AS
  SELECT DISTINCT ON (m.model) m.id, m.dialect, m.maker, v.*
  FROM seals.model m JOIN seals.model_version v USING (model)
  WHERE v.effective_from <= now() ORDER BY m.model, v.version DESC;
COMMENT ON VIEW seals.model_now IS 'Each model by the version that holds now.';

ALTER TABLE seals.model_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE seals.model_version FORCE ROW LEVEL SECURITY;
CREATE POLICY all_read ON seals.model_version FOR SELECT USING (true);
CREATE POLICY supervisors_revise ON seals.model_version FOR INSERT TO lakiri_app
  WITH CHECK ((SELECT access.oversees()));
CREATE POLICY owner_all ON seals.model_version TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT ON seals.model_version, seals.model_now TO lakiri_app, lakiri_intake;
GRANT INSERT ON seals.model_version TO lakiri_app;
