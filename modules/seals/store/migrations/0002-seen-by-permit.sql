-- The party's own permits are read once for a query, and not asked for each seal of the register: a
-- transporter's screen is read several times a second.
ALTER POLICY party_sees ON seals.seal
  USING ((SELECT access.oversees()) OR owner = (SELECT access.party())
    OR id IN (SELECT subject FROM access.permit
      WHERE party = access.party() AND subject IS NOT NULL
        AND now() >= valid_from AND now() < valid_until));
