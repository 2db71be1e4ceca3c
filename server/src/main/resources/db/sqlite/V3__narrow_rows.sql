-- What an invocation costs is mostly what its indexes cost: ids have 16 bytes instead of 36 characters, a function is a
-- number instead of its URN, and what runs is in no index but that of its lease.
CREATE TABLE function (
    id  INTEGER PRIMARY KEY,
    urn TEXT    NOT NULL UNIQUE -- with the version that was asked for
) STRICT;

INSERT INTO function (urn) SELECT DISTINCT function FROM tally ORDER BY function;

DROP TRIGGER invocation_accepted;
DROP TRIGGER invocation_moved;
DROP TRIGGER invocation_withdrawn;
DROP TRIGGER invocation_purged;
DROP INDEX invocation_due;
DROP INDEX invocation_expiry;
DROP INDEX invocation_lease;
DROP INDEX invocation_ended;
DROP INDEX invocation_redrive;
DROP INDEX invocation_listing;
ALTER TABLE invocation RENAME TO old_invocation;
ALTER TABLE tally RENAME TO old_tally;

CREATE TABLE invocation (
    seq           INTEGER PRIMARY KEY AUTOINCREMENT, -- the order of acceptance
    request_id    BLOB    NOT NULL UNIQUE,           -- 16 bytes; they begin with the time, so that new ones
                                                     -- share a page of their index
    function      INTEGER NOT NULL REFERENCES function (id),
    status        TEXT    NOT NULL CHECK (status IN ('WAIT', 'RUNNING', 'SUCCESS', 'FAIL', 'DISCARD')),
    attempt       INTEGER NOT NULL DEFAULT 0,        -- grows with each claim; the running attempt's lease bears it
    failures      INTEGER NOT NULL DEFAULT 0,        -- attempts that the function failed
    accepted_at   INTEGER NOT NULL,                  -- wall time, like started_at and ended_at
    expires_at    INTEGER NOT NULL,                  -- steady time: no attempt starts from then on
    max_age       INTEGER NOT NULL,                  -- how long it may wait, for a redrive
    due_at        INTEGER NOT NULL,                  -- steady time. WAIT: no attempt starts before; RUNNING: end of the
                                                     -- lease; else: when it ended
    started_at    INTEGER,                           -- of the last attempt
    ended_at      INTEGER,
    error_code    INTEGER NOT NULL DEFAULT 0,
    error_message TEXT    NOT NULL DEFAULT '',
    redrive_of    BLOB,                              -- request_id of the invocation that this one repeats
    event         BLOB    NOT NULL,                  -- the large ones last: what stands behind them is slow to reach
    result        BLOB
) STRICT;

-- Before the rows, so that the order of acceptance goes on even where the last ones have been deleted.
INSERT INTO sqlite_sequence (name, seq) SELECT 'invocation', seq FROM sqlite_sequence WHERE name = 'old_invocation';

INSERT INTO invocation
SELECT seq, unhex(request_id, '-'), (SELECT id FROM function WHERE urn = function), status, attempt,
    failures, accepted_at, expires_at, COALESCE(max_age, expires_at - accepted_at), due_at, started_at, ended_at,
    error_code, error_message, unhex(redrive_of, '-'), event, result
FROM old_invocation;

DROP TABLE old_invocation;

-- The first invocation after each time the wall clock was set back. Between two of them accepted_at grows with seq, but
-- for a few seconds, so that the invocations of a time are found without an index of it.
CREATE TABLE clock_set_back (
    seq INTEGER PRIMARY KEY
) STRICT;

INSERT INTO clock_set_back
SELECT seq FROM (SELECT seq, accepted_at, lag(accepted_at) OVER (ORDER BY seq) AS before FROM invocation)
WHERE accepted_at < before - 5000;

CREATE INDEX invocation_due ON invocation (function, due_at, seq) WHERE status = 'WAIT';
CREATE INDEX invocation_expiry ON invocation (expires_at) WHERE status = 'WAIT';
CREATE INDEX invocation_lease ON invocation (due_at) WHERE status = 'RUNNING';
CREATE INDEX invocation_ended ON invocation (due_at) WHERE ended_at IS NOT NULL;
CREATE INDEX invocation_redrive ON invocation (redrive_of) WHERE redrive_of IS NOT NULL;
CREATE INDEX invocation_listing ON invocation (function, status, seq, accepted_at) WHERE status <> 'RUNNING';

-- How each attempt ended. A success needs no row: the invocation's own tells all of it.
DELETE FROM attempt WHERE outcome = 'SUCCESS';

-- How many invocations of a function were ever accepted, are in each status, and were deleted after their end.
-- The statuses that end an invocation are counted for ever: invariant 6, accepted = the sum of all five.
CREATE TABLE tally (
    function INTEGER NOT NULL REFERENCES function (id),
    what     TEXT    NOT NULL, -- ACCEPTED, a status, or PURGED
    n        INTEGER NOT NULL,
    PRIMARY KEY (function, what)
) STRICT, WITHOUT ROWID;

INSERT INTO tally SELECT (SELECT id FROM function WHERE urn = function), what, n FROM old_tally;

DROP TABLE old_tally;

CREATE TRIGGER invocation_accepted AFTER INSERT ON invocation BEGIN
    INSERT INTO tally VALUES (NEW.function, 'ACCEPTED', 1), (NEW.function, NEW.status, 1)
        ON CONFLICT DO UPDATE SET n = n + 1;
END;

CREATE TRIGGER invocation_moved AFTER UPDATE OF status ON invocation WHEN OLD.status <> NEW.status BEGIN
    UPDATE tally SET n = n - 1 WHERE function = OLD.function AND what = OLD.status;
    INSERT INTO tally VALUES (NEW.function, NEW.status, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;

-- Taken back before anybody was told that it was accepted.
CREATE TRIGGER invocation_withdrawn AFTER DELETE ON invocation WHEN OLD.ended_at IS NULL BEGIN
    UPDATE tally SET n = n - 1 WHERE function = OLD.function AND what IN ('ACCEPTED', OLD.status);
END;

CREATE TRIGGER invocation_purged AFTER DELETE ON invocation WHEN OLD.ended_at IS NOT NULL BEGIN
    INSERT INTO tally VALUES (OLD.function, 'PURGED', 1) ON CONFLICT DO UPDATE SET n = n + 1;
    DELETE FROM attempt WHERE seq = OLD.seq;
END;
