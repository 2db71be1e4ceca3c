-- Durations run on a time that nobody sets: expires_at, and due_at in every status, are in the store's steady time, whose
-- milliseconds began as those of the wall clock. What is shown to people (accepted_at, started_at, ended_at) stays in wall
-- time, as it was when it was written.
CREATE TABLE server (
    id                   INTEGER PRIMARY KEY CHECK (id = 1),
    steady               INTEGER NOT NULL, -- the steady time and
    wall                 INTEGER NOT NULL, -- the wall clock, both when this row was last written
    max_backlog          INTEGER NOT NULL, -- limits of the server that ran here last, for the tools beside it
    max_function_backlog INTEGER NOT NULL,
    min_free_disk        INTEGER NOT NULL
) STRICT;

-- How long it may wait, for a redrive. NULL in rows of the first version: there it is expires_at - accepted_at.
ALTER TABLE invocation ADD COLUMN max_age INTEGER;

-- What was accepted under a clock that was ahead.
UPDATE invocation SET due_at = unixepoch() * 1000
WHERE status = 'WAIT' AND attempt = 0 AND due_at > unixepoch() * 1000;

-- due_at is now also when an ended invocation ended: retention is a duration too.
UPDATE invocation SET due_at = ended_at WHERE ended_at IS NOT NULL AND due_at <> ended_at;
DROP INDEX invocation_ended;
CREATE INDEX invocation_ended ON invocation (due_at) WHERE ended_at IS NOT NULL;
