-- A seal that takes another's place on the road goes on with what the rules remember of the journey.
GRANT INSERT, UPDATE (journey) ON alarms.watch TO lakiri_app;
